package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.expression.PastUse;
import dev.countersign.gateway.config.load.ConfigLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The lesson: what a decision costs over arguments of 4 KB. It is a grant with a condition, 50
/// guardrails in CEL that are all asked and stay clear, and a risk that knows the history.
///
/// Run: `bench/run decision`
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Decision {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static final List<String> WRITTEN =
      List.of(
          "args.amount > 1%d00000",
          "args.currency == 'X%02d'",
          "connection == 'shop-%d' && args.amount > 10",
          "function == 'export-%d' || path.startsWith('/internal/%1$d')",
          "args.note.contains('forbidden-%d')",
          "subject.id == 'mallory-%d' && !('vip' in subject.groups)",
          "has(args.customer) && args.customer.country in ['A%d', 'KP', 'SY']",
          "headers['user-agent'].startsWith('scraper/%d')",
          "args.customer.id.matches(r'^x-%d-[0-9]+$')",
          "has(args.discount_%d) && args.discount_%1$d > 0.3");

  private static final List<String> THREE_LOOPS =
      List.of(
          "args.items.exists(i, i.sku == 'banned')",
          "args.items.exists(i, i.count > 1000)",
          "!args.items.all(i, has(i.sku) && i.text != '')");

  private static final List<String> TEN_LOOPS =
      Stream.iterate(0, i -> i < 10, i -> i + 1)
          .map("args.items.exists(i, i.sku == 'banned-%d')"::formatted)
          .toList();

  private static final String PACKS =
      """
            - { name: sql, pack: destructive-sql }
            - { name: secrets, pack: secrets-in-arguments }
            - { name: injection, pack: prompt-injection }
      """;

  private final PolicyDecisionPoint policy = new PolicyDecisionPoint();
  private final GatewayConfig written = load(THREE_LOOPS, "");
  private final GatewayConfig withLoops = load(TEN_LOOPS, "");
  private final GatewayConfig withPacks = load(THREE_LOOPS, PACKS);
  private final Question question = question();

  private static Question question() {
    Operation operation =
        new Operation("shop", "order", Protocol.HTTP, "POST /orders", arguments());
    Subject alice =
        new Subject(
            "alice", "https://issuer.test", Set.of("support", "staff"), PrincipalKind.PERSON);
    return new Question(
        operation,
        new Caller(alice, List.of(), "sha-256:" + "0".repeat(64), null),
        new Surroundings(
            null, "/shop/orders", Map.of("user-agent", "app/7", "accept", "application/json")),
        PastUse.of(false, 1, 12, 4_096),
        NOW);
  }

  @Setup
  public void areAllPermitted() {
    for (GatewayConfig config : List.of(written, withLoops, withPacks)) {
      PolicyDecision decision = policy.decide(config, question);
      if (!(decision instanceof PolicyDecision.Permit)) {
        throw new IllegalStateException("not permitted: " + decision.facts().rules());
      }
    }
  }

  private static GatewayConfig load(List<String> loops, String more) {
    StringBuilder yaml =
        new StringBuilder(
            """
            connections:
              - name: shop
                type: http
                upstream: http://localhost
                functions:
                  - { name: order, match: "POST /orders", risk: "(args.amount > 1000 ? 50 : 10) + (history.first_use ? 30 : 0) + (history.calls_last_hour > 100 ? 20 : 0)" }
                grants:
                  - { groups: [support], functions: [order], when: "args.amount < 1000000" }
                guardrails:
            """);
    for (int i = 0; i < 50; i++) {
      String condition =
          i < loops.size() ? loops.get(i) : WRITTEN.get(i % WRITTEN.size()).formatted(i);
      yaml.append("      - { name: g%d, deny: \"%s\" }%n".formatted(i, condition));
    }
    byte[] bytes = yaml.append(more).toString().getBytes(StandardCharsets.UTF_8);
    return ConfigLoader.withoutSecrets().load(bytes, Path.of("connections.yaml"));
  }

  private static Arguments arguments() {
    StringBuilder json =
        new StringBuilder(
            "{\"amount\":250,\"currency\":\"EUR\",\"sql\":\"select name from items where id = 7\","
                + "\"customer\":{\"id\":\"c-17\",\"country\":\"DE\"},\"items\":[");
    for (int i = 0; i < 20; i++) {
      json.append(i == 0 ? "" : ",")
          .append(
              "{\"sku\":\"sku-%05d\",\"count\":%d,\"text\":\"a plain description\"}"
                  .formatted(i, i));
    }
    json.append("],\"note\":\"");
    while (json.length() < 4_090) {
      json.append("please deliver to the back door. ");
    }
    return Arguments.parse(
        json.append("\"}").toString().getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
  }

  /// As operators write them: two or three go over a list.
  @Benchmark
  public Object asWritten() {
    return policy.decide(written, question);
  }

  /// Ten of them go over the twenty elements of a list.
  @Benchmark
  public Object tenWithALoop() {
    return policy.decide(withLoops, question);
  }

  /// As written, and three packs, one of which parses SQL.
  @Benchmark
  public Object andThreePacks() {
    return policy.decide(withPacks, question);
  }
}

package dev.countersign.bench.micro;

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
import dev.countersign.gateway.policy.PolicyDecision;
import dev.countersign.gateway.policy.PolicyDecisionPoint;
import dev.countersign.gateway.policy.Question;
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

/// The lesson: what a decision costs over arguments of 4 KB: a grant, 50 guardrails in CEL and the
/// risk; the same where ten of the guardrails go over the twenty elements of a list; and that with
/// three packs, one of which parses SQL.
///
/// Run: `bench/run micro Decision`
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Decision {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<String> CONDITIONS =
      List.of(
          "args.amount > 1%d00000",
          "args.currency == 'X%02d'",
          "args.note.contains('forbidden-%d')",
          "subject.id == 'mallory-%d' || function == 'x'",
          "args.customer.country in ['A%d', 'B', 'C'] && !('vip' in subject.groups)");
  private static final List<String> WITH_A_LOOP =
      Stream.concat(
              CONDITIONS.stream().limit(4), Stream.of("args.items.exists(i, i.sku == 'banned-%d')"))
          .toList();
  private static final String PACKS =
      """
            - { name: sql, pack: destructive-sql }
            - { name: secrets, pack: secrets-in-arguments }
            - { name: injection, pack: prompt-injection }
      """;

  private final PolicyDecisionPoint policy = new PolicyDecisionPoint();
  private final GatewayConfig guardrails = load(CONDITIONS, "");
  private final GatewayConfig withLoops = load(WITH_A_LOOP, "");
  private final GatewayConfig withPacks = load(WITH_A_LOOP, PACKS);
  private final Question question = question();

  private static Question question() {
    Operation operation =
        new Operation("shop", "order", Protocol.HTTP, "POST /orders", arguments());
    Subject alice =
        new Subject(
            "alice", "https://issuer.test", Set.of("support", "staff"), PrincipalKind.PERSON);
    Caller caller = new Caller(alice, List.of(), "sha-256:" + "0".repeat(64), null);
    return new Question(
        operation,
        caller,
        new Surroundings(null, "/shop/orders", Map.of()),
        PastUse.of(false, 1, 12, 4_096),
        NOW);
  }

  @Setup
  public void areAllPermitted() {
    for (GatewayConfig config : List.of(guardrails, withLoops, withPacks)) {
      PolicyDecision decision = policy.decide(config, question);
      if (!(decision instanceof PolicyDecision.Permit)) {
        throw new IllegalStateException("not permitted: " + decision.facts().rules());
      }
    }
  }

  private static GatewayConfig load(List<String> conditions, String more) {
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
      yaml.append(
          "      - { name: g%d, deny: \"%s\" }%n".formatted(i, conditions.get(i % 5).formatted(i)));
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

  @Benchmark
  public Object fiftyGuardrails() {
    return policy.decide(guardrails, question);
  }

  @Benchmark
  public Object tenOfThemWithALoop() {
    return policy.decide(withLoops, question);
  }

  @Benchmark
  public Object andThreePacks() {
    return policy.decide(withPacks, question);
  }
}

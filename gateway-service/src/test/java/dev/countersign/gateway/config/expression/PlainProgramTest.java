package dev.countersign.gateway.config.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.expression.Evaluation.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said without the engine is what the engine says.
class PlainProgramTest {
  private static final Actor BOT = new Actor("bot", "https://i", PrincipalKind.AGENT);
  private static final Caller ALICE =
      new Caller(
          new Subject("alice", "https://i", Set.of("support", "a"), PrincipalKind.PERSON),
          List.of(BOT),
          "sha-256:0",
          null);
  private static final Caller NOBODY = new Caller(null, List.of(BOT), "sha-256:0", null);
  private static final Path POLICIES = Path.of("src/test/resources/dev/countersign/gateway/trial");
  private static final Pattern QUOTED = Pattern.compile(": \"([^\"]+)\"");
  private static final Pattern JSON = Pattern.compile("args: '(\\{.*\\})'");
  private static final int CONDITIONS = 4_000;
  private static final int CALLS = 12;

  private final ExpressionCompiler compiler = new ExpressionCompiler();
  private int answered;
  private int held;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysWhatTheEngineSaysOfRandomConditions(long seed) {
    RandomExpressions random = new RandomExpressions(seed);
    for (int i = 0; i < CONDITIONS; i++) {
      String text = random.condition();
      Optional<Expression> expression = compiled(text, ExpressionKind.APPROVAL);
      for (int j = 0; j < CALLS && expression.isPresent(); j++) {
        compare(expression.get(), call(random.arguments(), j % 4 == 0 ? NOBODY : ALICE));
      }
    }

    assertThat(answered).isGreaterThan(CONDITIONS);
    assertThat(held).isGreaterThan(CONDITIONS / 8);
  }

  @Test
  void saysWhatTheEngineSaysOfOurOwnPolicies() throws IOException {
    List<Expression> expressions = new ArrayList<>();
    for (String text : found(QUOTED, "rules.yaml", "calls.yaml", "grants.yaml")) {
      for (ExpressionKind kind : ExpressionKind.values()) {
        compiled(text, kind).ifPresent(expressions::add);
      }
    }
    for (String json : found(JSON, "rules.cases.yaml", "calls.cases.yaml", "grants.cases.yaml")) {
      expressions.forEach(expression -> compare(expression, call(json, ALICE)));
    }

    assertThat(expressions.size()).isGreaterThan(50);
    assertThat(answered).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.amount > 1000",
        "args.amount > 1000.5 || args.amount == 5.0",
        "has(args.customer) && args.customer.country in ['DE', 'FR']",
        "args.note.contains('forbidden') || args.note.matches(r'(?i)\\bdrop\\b')",
        "args.items.exists(i, i.sku == 'banned')",
        "args.items.all(i, i.count < 100) && !args.items.exists_one(i, i.count == 7)",
        "!('vip' in subject.groups) && subject.kind == 'person'",
        "headers['accept-language'].startsWith('en') && path.endsWith('orders')",
        "size(args.items) > 20 || size(args.note) > 10",
        "connection == 'shop' && function != 'order' && history.calls_last_hour > 100",
        "args.customer == null"
      })
  void answersWhatOperatorsWriteItself(String text) {
    Expression expression = compiled(text, ExpressionKind.GUARDRAIL).orElseThrow();
    CallVariables call =
        call(
            """
            {"amount":250,"note":"to the back door","customer":{"country":"DE"},
             "items":[{"sku":"a","count":7},{"sku":"b","count":8}]}
            """,
            ALICE);

    assertThat(expression.evaluatePlainly(call)).isInstanceOf(Boolean.class);
    compare(expression, call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.missing == 1",
        "args.missing == 1 || args.n == 5",
        "args.n > 'a'",
        "args.n.contains('a')",
        "args.list[9] == 1",
        "args.list[-1] == 1",
        "args.n && true",
        "args.n + 0.5 > 1.0",
        "args.big + 1 > args.n",
        "args.big == 9223372036854775807.0",
        "args.list == [1, 2]",
        "args.many.all(a, args.many.all(b, a == b))",
        "args.many.all(a, !args.long.contains('x'))",
        "args.nil.a == 1"
      })
  void leavesErrorsAndDoubtsToTheEngine(String text) {
    Expression expression = compiled(text, ExpressionKind.GUARDRAIL).orElseThrow();
    String many = "[" + "1,".repeat(200) + "1]";
    CallVariables call =
        call(
            """
            {"n":5,"list":[1,2],"big":9223372036854775807,"nil":null,"many":%s,"long":"%s"}
            """
                .formatted(many, "a".repeat(100_000)),
            ALICE);

    assertThat(expression.evaluatePlainly(call)).isNull();
    assertThat(expression.evaluate(call)).isEqualTo(expression.evaluateByEngine(call));
  }

  private void compare(Expression expression, CallVariables call) {
    Object plain = expression.evaluatePlainly(call);
    Evaluation engine = expression.evaluateByEngine(call);
    if (plain != null) {
      answered++;
      held += Boolean.TRUE.equals(plain) ? 1 : 0;
    }

    assertThat(expression.evaluate(call)).as(expression.text()).isEqualTo(engine);
    if (plain != null && engine instanceof Value(Object value)) {
      assertThat(plain).as(expression.text()).isEqualTo(value);
    }
  }

  private Optional<Expression> compiled(String text, ExpressionKind kind) {
    try {
      return Optional.of(compiler.compile(text, kind));
    } catch (ExpressionException _) {
      return Optional.empty();
    }
  }

  private static CallVariables call(String json, Caller caller) {
    Operation operation =
        new Operation(
            "shop",
            "order",
            Protocol.HTTP,
            "POST /orders",
            Arguments.parse(json.getBytes(UTF_8), JsonLimits.DEFAULT));
    Surroundings around =
        new Surroundings(null, "/shop/orders", Map.of("accept-language", "en", "a", "b"));
    return CallVariables.of(operation, caller, around, Instant.parse("2026-11-20T12:00:00Z"))
        .withPast(PastUse.of(false, 1, 12, 4_096))
        .withRisk("high", 70.0);
  }

  private static List<String> found(Pattern pattern, String... files) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String file : files) {
      pattern
          .matcher(Files.readString(POLICIES.resolve(file)))
          .results()
          .forEach(found -> texts.add(found.group(1)));
    }
    return texts;
  }
}

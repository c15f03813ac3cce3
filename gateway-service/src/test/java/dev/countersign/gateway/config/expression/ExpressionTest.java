package dev.countersign.gateway.config.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.expression.Evaluation.Failed;
import dev.countersign.gateway.config.expression.Evaluation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final String ARGUMENTS =
      """
      {"n":5,"d":2.5,"whole":5.0,"big":9007199254740993,"s":"a\\nb","e":"ABC","nil":null,
       "list":[1,2,null],"map":{"k":[{"x":1}]},"t":true}
      """;
  private static final Actor BOT = new Actor("bot", "https://i", PrincipalKind.AGENT);
  private static final Caller ALICE =
      new Caller(
          new Subject("alice", "https://i", Set.of("support"), PrincipalKind.PERSON),
          List.of(BOT),
          "sha-256:0",
          null);
  private static final Caller NOBODY = new Caller(null, List.of(BOT), "sha-256:0", null);

  private final ExpressionCompiler compiler = new ExpressionCompiler();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.n == 5 && args.n == 5.0 && args.whole == 5",
        "args.n > 4.5 && args.d < 3",
        "args.big == 9007199254740993 && args.big != 9007199254740992",
        "args.big > 9007199254740992",
        "args.nil == null && args.list[2] == null",
        "args.map.k[0].x == 1",
        "'n' in args && !('x' in args) && has(args.n) && !has(args.x)",
        "args.list.exists(v, v == 2)",
        "args.s.matches(r'^a\\s') && args.s.matches(r'b$') && !args.s.matches(r'^b')",
        "matches(args.e, '(?i)^abc$')",
        "args.e.contains('B') && args.e.startsWith('A') && size(args.e) == 3",
        "function == 'refund' && connection == 'payments'",
        "subject.present && subject.id == 'alice' && subject.issuer == 'https://i'",
        "'support' in subject.groups && subject.kind == 'person'",
        "size(actors) == 1 && actors[0].id == 'bot' && actors[0].kind == 'agent'",
        "now > timestamp('2026-11-20T11:59:59Z') && now.getDayOfWeek() == 5",
        "now - timestamp('2026-11-20T11:00:00Z') == duration('1h')",
        "args.t",
        "args.x == 1 || args.n == 5",
        "!(args.x == 1 && args.n == 6)"
      })
  void isTrueForTheCallAtHand(String text) throws Exception {
    assertThat(evaluate(text, ALICE)).isEqualTo(new Value(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.x == 1",
        "args.n == 5 && args.x == 1",
        "args.n / 0 == 1",
        "args.n > 'a'",
        "args.n",
        "args.nil",
        "args.map",
        "args.list[9] == 1",
        "args.n + args.d > 1.0",
        "args.big * args.big > 0",
        "args.n.matches('5')",
        "timestamp(args.e) < now",
        "int(args.e) > 0",
        "args.list.map(a, args.list.map(b, a + b)) == []"
      })
  void hasNoValueWhereItCannotBeEvaluated(String text) throws Exception {
    assertThat(evaluate(text, ALICE)).isInstanceOf(Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject.id == ''",
        "subject.id != 'alice'",
        "!('support' in subject.groups)",
        "size(subject.groups) == 0",
        "subject.kind == '' || subject.kind != ''",
        "subject.issuer != 'x'"
      })
  void takesAMissingSubjectForNoValueAndNotForAnEmptyOne(String text) throws Exception {
    assertThat(evaluate(text, NOBODY)).isInstanceOf(Failed.class);
    assertThat(evaluate("!subject.present || " + text, NOBODY)).isEqualTo(new Value(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "args.n ==                     | mismatched input",
        "arg.n == 1                    | undeclared reference to 'arg'",
        "subject.groups_ == []         | undeclared reference to 'subject'",
        "subject == null               | undeclared reference to 'subject'",
        "risk == 'high'                | undeclared reference to 'risk'",
        "args.n.foo()                  | undeclared reference to 'foo'",
        "'text'                        | the expression yields string",
        "1 + 1                         | the expression yields int",
        "subject.id == 5               | no matching overload",
        "subject.id.matches(args.s)    | the pattern of matches() is computed",
        "args.s.matches('a' + 'b')     | the pattern of matches() is computed",
        "args.s.matches('(')           | the pattern does not compile",
        "args.s.matches('(?=a)')       | the pattern does not compile",
        "args.s.matches('\\bdrop')     | the pattern holds a backspace",
        "args.s.matches('\\s')         | token recognition error",
        "args.s.matches(r'((a{100}){100}){100}') | the pattern",
      })
  void saysWhatIsWrongWhenItIsLoaded(String text, String what) {
    assertThat(mistake(text, ExpressionKind.GUARDRAIL)).hasMessageContaining(what);
  }

  @Test
  void pointsToRawStringsWhereBackslashesAreLost() {
    assertThat(mistake("args.s.matches('\\s')", ExpressionKind.GUARDRAIL).expected())
        .contains("r'…'");
    assertThat(mistake("args.s.matches('\\b')", ExpressionKind.GUARDRAIL).expected())
        .contains("r'\\b'");
  }

  @Test
  void refusesALevelOfRiskThatDoesNotExist() throws Exception {
    assertThat(mistake("risk == 'hihg'", ExpressionKind.APPROVAL)).hasMessageContaining("hihg");
    assertThat(mistake("'HIGH' != risk", ExpressionKind.APPROVAL)).hasMessageContaining("HIGH");
    assertThat(mistake("risk in ['high', 'hihg']", ExpressionKind.APPROVAL))
        .hasMessageContaining("hihg");
    assertThat(compiler.compile("risk in ['high','medium']", ExpressionKind.APPROVAL).text())
        .isEqualTo("risk in ['high','medium']");
  }

  @Test
  void refusesExpressionsWithoutMeasure() {
    assertThat(mistake("true" + " && true".repeat(600), ExpressionKind.GUARDRAIL)).isNotNull();
    assertThat(mistake("(".repeat(300) + "true" + ")".repeat(300), ExpressionKind.GUARDRAIL))
        .isNotNull();
  }

  @Test
  void endsSoonOnAPatternMadeToBacktrack() throws Exception {
    Arguments arguments =
        Arguments.parse(
            ("{\"s\":\"" + "a".repeat(200_000) + "!\"}").getBytes(UTF_8), JsonLimits.DEFAULT);
    Expression expression =
        compiler.compile("args.s.matches(r'^(a+)+$')", ExpressionKind.GUARDRAIL);
    long start = System.nanoTime();

    assertThat(expression.evaluate(variables(arguments, ALICE))).isEqualTo(new Value(false));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void knowsTheRiskWhereApprovalsAreAsked() throws Exception {
    Expression expression = compiler.compile("risk == 'high'", ExpressionKind.APPROVAL);
    CallVariables variables = variables(Arguments.NONE, ALICE);

    assertThat(expression.evaluate(variables)).isInstanceOf(Failed.class);
    assertThat(expression.evaluate(variables.withRisk("high", null))).isEqualTo(new Value(true));
    assertThat(expression.evaluate(variables.withRisk("low", null))).isEqualTo(new Value(false));
  }

  private Evaluation evaluate(String text, Caller caller) throws ExpressionException {
    Arguments arguments = Arguments.parse(ARGUMENTS.getBytes(UTF_8), JsonLimits.DEFAULT);
    return compiler.compile(text, ExpressionKind.GUARDRAIL).evaluate(variables(arguments, caller));
  }

  private static CallVariables variables(Arguments arguments, Caller caller) {
    Operation operation =
        new Operation("payments", "refund", Protocol.HTTP, "POST /refunds", arguments);
    return CallVariables.of(
        operation, caller, Surroundings.UNKNOWN, Instant.parse("2026-11-20T12:00:00Z"));
  }

  private ExpressionException mistake(String text, ExpressionKind kind) {
    return catchThrowableOfType(ExpressionException.class, () -> compiler.compile(text, kind));
  }
}

package dev.countersign.gateway.config.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the tables of what each pack finds, and what it must leave alone.
class PackTablesTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(n|t|u[0-9a-f]{4}|U[0-9A-F]{8})");

  static Stream<ArgumentSet> sql() throws IOException {
    return table("destructive-sql", true);
  }

  static Stream<ArgumentSet> shell() throws IOException {
    return table("destructive-shell", true);
  }

  static Stream<ArgumentSet> injection() throws IOException {
    return table("prompt-injection", true);
  }

  static Stream<ArgumentSet> exports() throws IOException {
    return table("bulk-export", false);
  }

  static Stream<ArgumentSet> secrets() throws IOException {
    return table("secrets-in-arguments", false);
  }

  @ParameterizedTest
  @MethodSource
  void sql(String finding, String text) {
    assertThat(found(Packs.DESTRUCTIVE_SQL, json("sql", text))).isEqualTo(finding);
  }

  @ParameterizedTest
  @MethodSource
  void shell(String finding, String text) {
    assertThat(found(Packs.DESTRUCTIVE_SHELL, json("command", text))).isEqualTo(finding);
  }

  @ParameterizedTest
  @MethodSource
  void injection(String finding, String text) {
    assertThat(found(Packs.PROMPT_INJECTION, json("text", text))).isEqualTo(finding);
  }

  @ParameterizedTest
  @MethodSource
  void exports(String finding, String arguments) {
    assertThat(found(Packs.BULK_EXPORT, arguments)).isEqualTo(finding);
  }

  @ParameterizedTest
  @MethodSource
  void secrets(String finding, String arguments) {
    assertThat(found(Packs.SECRETS_IN_ARGUMENTS, arguments)).isEqualTo(finding);
  }

  @Test
  void letsPassWhatTheOperatorAllows() {
    PackOptions options = new PackOptions(Set.of(), Set.of("truncate"), 10);

    assertThat(inWords(Packs.DESTRUCTIVE_SQL.make(options).test(call(json("sql", "truncate t")))))
        .isEqualTo("-");
    assertThat(inWords(Packs.DESTRUCTIVE_SQL.make(options).test(call(json("sql", "drop table t")))))
        .isEqualTo("drop");
  }

  @Test
  void looksWhereTheOperatorSays() {
    PackOptions options = new PackOptions(Set.of("q"), Set.of(), 10);

    assertThat(inWords(Packs.DESTRUCTIVE_SQL.make(options).test(call(json("q", "drop table t")))))
        .isEqualTo("drop");
    assertThat(inWords(Packs.DESTRUCTIVE_SQL.make(options).test(call(json("sql", "drop table t")))))
        .isEqualTo("-");
  }

  @Test
  void everyFindingIsDeclared() throws IOException {
    for (Packs pack : Packs.values()) {
      assertThat(
              table(pack.text(), false)
                  .map(row -> (String) row.get()[0])
                  .filter(f -> !f.equals("-")))
          .allMatch(pack.findings()::contains);
    }
  }

  @Test
  void isNotHeldUpByNastyTexts() {
    List<String> nasty =
        List.of(
            "(".repeat(30_000),
            "select " + "(".repeat(39) + "1" + ")".repeat(39),
            "select " + "a and ".repeat(9_000) + "b",
            "$(".repeat(20_000),
            "'".repeat(60_001),
            "ignore ".repeat(9_000),
            "x".repeat(200_000));

    for (String text : nasty) {
      Assertions.assertTimeout(
          Duration.ofSeconds(5),
          () -> {
            found(Packs.DESTRUCTIVE_SQL, json("sql", text));
            found(Packs.DESTRUCTIVE_SHELL, json("command", text));
            found(Packs.PROMPT_INJECTION, json("text", text));
          });
    }
  }

  private static String found(Packs pack, String arguments) {
    return inWords(pack.make(PackOptions.DEFAULT).test(call(arguments)));
  }

  private static String inWords(Finding finding) {
    return switch (finding) {
      case Finding.Clear _ -> "-";
      case Finding.Fired(String what) -> what;
      case Finding.Failed(String cause) -> "!" + cause;
    };
  }

  private static CallVariables call(String arguments) {
    Operation operation =
        new Operation(
            "c",
            "f",
            Protocol.HTTP,
            "POST /",
            Arguments.parse(arguments.getBytes(UTF_8), JsonLimits.DEFAULT));
    Caller caller =
        new Caller(
            new Subject("a", "https://issuer.test", Set.of(), null),
            List.of(),
            "sha-256:" + "0".repeat(64),
            null);
    return CallVariables.of(operation, caller, Surroundings.UNKNOWN, Instant.EPOCH);
  }

  private static String json(String name, String text) {
    StringBuilder out = new StringBuilder("{\"").append(name).append("\":\"");
    text.chars()
        .forEach(c ->
            out.append(
                c < 0x20 || c == '"' || c == '\\'
                    ? "\\u%04x".formatted(c)
                    : String.valueOf((char) c)));
    return out.append("\"}").toString();
  }

  private static Stream<ArgumentSet> table(String name, boolean escaped) throws IOException {
    List<ArgumentSet> rows = new ArrayList<>();
    try (var in = PackTablesTest.class.getResourceAsStream(name + ".txt")) {
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
        if (!line.startsWith("# ") && !line.isBlank()) {
          String[] parts = line.split(" \\| ", 2);
          rows.add(
              org.junit.jupiter.params.provider.Arguments.argumentSet(
                  parts[0] + ": " + parts[1], parts[0], escaped ? unescaped(parts[1]) : parts[1]));
        }
      }
    }
    return rows.stream();
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(match -> {
          String escape = match.group(1);
          String character =
              switch (escape.charAt(0)) {
                case 'n' -> "\n";
                case 't' -> "\t";
                default -> Character.toString(Integer.parseInt(escape.substring(1), 16));
              };
          return java.util.regex.Matcher.quoteReplacement(character);
        });
  }
}

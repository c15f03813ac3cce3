package dev.countersign.gateway.config.load;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.gateway.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigMistakesTest {
  @TempDir Path folder;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(folder, Map.of("TOKEN", "hunter2", "BROKEN", "hunter2\r\nX: y"));
  }

  /// A connection that is right, and one key more.
  private static String with(String more) {
    return """
    connections:
      - name: payments
        type: http
        upstream: https://payments.internal
        functions:
          - { name: get_customer, match: "GET /customers/{id}" }
          - { name: refund, match: "POST /refunds" }
    """
        + more.indent(4);
  }

  @Test
  void tellsEveryMistakeAtOnceInTheOrderOfTheFile() {
    List<String> mistakes =
        files.mistakes(
            """
            connections:
              - name: Payments
                type: mcp
                upstream: ftp://payments.internal
                credential: { header: "A b", value: "${env:MISSING}" }
                functions:
                  - { name: get_customer, match: "FETCH /customers/{id}" }
                  - { name: refund, match: "POST /refunds", risk: "amount > 1" }
                  - { name: refund, match: "POST /refunds/{id}" }
                grants:
                  - { groups: [support], functions: [get_customr] }
                guardrails:
                  - { name: no-drop, deny: "args.sql.matches('\\\\bdrop')", mesage: No. }
                approvals:
                  - { when: "risk == 'hihg'", from: [], quorum: 0, decide-within: 15 }
                masking: [pii, pie]
                profile: strict
                limits: { timeout: 10 parsecs, request-body: 1 }
                extra: 1
              - payments
            extra: 1
            """);

    assertThat(mistakes)
        .extracting(mistake -> mistake.replaceAll("\\(expected.*", ""))
        .containsExactly(
            "2: 'name': 'Payments' is no name ",
            "3: 'type': 'mcp' is not supported yet ",
            "4: 'upstream': neither http:// nor https:// ",
            "5: 'header': no header that can carry a credential ",
            "5: 'value': the environment variable MISSING is not set ",
            "7: 'match': no known method in front ",
            "8: 'risk': the expression is wrong at its character 1: undeclared reference to 'amount' ",
            "9: 'name': 'refund' stands twice ",
            "11: no function is called 'get_customr' ",
            "13: 'deny': the pattern holds a backspace ",
            "13: unknown key 'mesage' in a guardrail ",
            "15: 'when': risk is compared with 'hihg' ",
            "15: 'from' of an approval is empty ",
            "15: 'quorum': out of range ",
            "15: 'decide-within': no unit ",
            "16: no masking pack is called 'pie' ",
            "17: 'profile': 'strict' is not known ",
            "18: 'timeout': no duration ",
            "18: 'request-body': no unit ",
            "19: unknown key 'extra' in a connection ",
            "20: a connection is a text ",
            "21: unknown key 'extra' in the file ");
    assertThat(mistakes).allMatch(mistake -> mistake.matches("(?s).*\\(expected: .+\\)"));
  }

  @Test
  void printsFileLineAndColumn() {
    ConfigException mistakes =
        catchThrowableOfType(ConfigException.class, () -> files.load(with("profil: x")));

    assertThat(mistakes.getMessage())
        .startsWith("1 mistake in the configuration:\n")
        .contains("connections.yaml:8:5: unknown key 'profil' in a connection (expected: any of ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "credential: { header: X, value: '${env:NONE}' } | environment variable NONE is not set",
        "credential: { header: X, value: '${file:none}' } | is missing or larger",
        "credential: { header: X, value: '${file:../..}' } | is missing or larger",
        "credential: { header: X, value: '${vault:x}' } | a reference of an unknown kind",
        "credential: { header: X, value: '${env:TOKEN' } | without '}'",
        "credential: { header: X, value: '${env:BROKEN}' } | no 1 to 8192 printable",
        "credential: { header: X, value: '' } | no 1 to 8192 printable",
        "credential: { header: X } | a credential has no 'value'",
        "credential: { value: x } | a credential has no 'header'",
        "credential: { header: Host, value: x } | no header that can carry",
        "credential: { header: content-length, value: x } | no header that can carry",
        "credential: x | a credential is a text",
        "credential: | a credential is nothing",
        "grants: [ { functions: [refund] } ] | a grant for nobody",
        "grants: [ { groups: [], functions: [refund] } ] | 'groups' of a grant is empty",
        "grants: [ { groups: support, functions: [refund] } ] | 'groups' of a grant is a text",
        "grants: [ { groups: [a] } ] | a grant has no 'functions'",
        "grants: [ { groups: [a], functions: [] } ] | 'functions' of a grant is empty",
        "grants: [ { groups: [a], functions: ['put_*'] } ] | no function is called 'put_*'",
        "grants: [ { groups: [' '], functions: [refund] } ] | an entry of 'groups' is blank",
        "grants: [ { groups: [[a]], functions: [refund] } ] | an entry of 'groups' is a list",
        "grants: { a: 1 } | 'grants' of a connection is a mapping",
        "grants: [ { groups: [a], groups: [b], functions: [refund] } ] | the key 'groups' stands twice",
        "guardrails: [ { deny: 'true' } ] | a guardrail has no 'name'",
        "guardrails: [ { name: a } ] | a guardrail has no 'deny'",
        "guardrails: [ { name: a, deny: } ] | 'deny' is no expression",
        "guardrails: [ { name: a, deny: '1' } ] | the expression yields int",
        "guardrails: [ { name: a, deny: 'true' }, { name: a, deny: 'true' } ] | 'a' stands twice",
        "guardrails: [ { name: a, deny: 'true', functions: [x] } ] | no function is called 'x'",
        "guardrails: [ { name: a, deny: 'true', message: '' } ] | no text of 1 to 500",
        "approvals: [ { from: [a] } ] | an approval has no 'when'",
        "approvals: [ { when: 'true' } ] | an approval has no 'from'",
        "approvals: [ { when: 'true', from: [a], quorum: two } ] | no whole number",
        "approvals: [ { when: 'true', from: [a], quorum: 21 } ] | out of range",
        "approvals: [ { when: 'true', from: [a], decide-within: 31d } ] | out of range",
        "approvals: [ { when: 'true', from: [a], use-within: -5m } ] | out of range",
        "approvals: [ { when: 'true', from: [{ group: a }] } ] | has no 'at-least'",
        "approvals: [ { when: 'true', from: [{ group: a, at-least: 2 }], quorum: 1 } ] | a quorum of 1 under minimums of 2",
        "approvals: [ { when: 'true', from: [a], deny-threshold: 0 } ] | out of range",
        "approvals: [ { when: 'true', from: [a], comment: yes-please } ] | neither required nor optional",
        "approvals: [ { when: 'true', from: [a], signature: wax } ] | no known signature",
        "approvals: [ { when: 'true', from: [a], max-auth-age: 2d } ] | out of range",
        "approvals: [ { when: 'true', from: [a], owners: [ { of: bot } ] } ] | has no 'owners'",
        "approvals: [ { when: 'true', from: [a], break-glass: { groups: [b] } } ] | has no 'reviewers'",
        "masking: pii | 'masking' of a connection is a text",
        "masking: [ { name: a } ] | a masking rule with 0 things to find",
        "masking: [ { name: a, key: x, path: $.y } ] | a masking rule with 2 things to find",
        "masking: [ { name: a, detector: fax } ] | 'fax' is not known",
        "masking: [ { name: A, key: x } ] | the masking rule 'A' is wrong",
        "masking: [ { name: a, path: 'x[' } ] | the masking rule 'a' is wrong",
        "masking: [ { name: a, key: x, strategy: hash } ] | 'strategy' is unknown",
        "masking: [ { name: a, key: x, strategy: { keep-last: 99 } } ] | out of range",
        "masking: [ { name: a, key: x, strategy: {} } ] | a strategy that is not one",
        "masking: [ { name: a, key: x, strategy: pseudonym } ] | the masking rule 'a' is wrong",
        "masking: [ { name: a, key: x, strategy: { truncate: 0 } } ] | out of range",
        "masking: [ { name: a, key: x, strategy: { date-shift: x } } ] | no whole number",
        "masking: [ { name: a, key: x, strategy: { format-preserving: ssn } } ] | 'ssn' is not known",
        "masking: [ { name: a, key: x, strategy: { truncate: 2, keep-last: 2 } } ] | a strategy that is not one",
        "masking: [ { name: a, pattern: 'x(' } ] | the masking rule 'a' is wrong",
        "masking: [ { name: a, column: '#0' } ] | the masking rule 'a' is wrong",
        "masking: [ { name: a, field: x } ] | the masking rule 'a' is wrong",
        "masking: [ { name: a, key: x, direction: up } ] | 'up' is not known",
        "masking: [ { name: a, key: x, functions: [get_customr] } ] | no function is called 'get_customr'",
        "masking: [ { name: a, key: x, except-groups: [] } ] | 'except-groups' of a masking rule is empty",
        "masking: [ { name: a, key: x, priority: high } ] | no whole number",
        "masking: [ { name: a, key: x, priority: 1001 } ] | the masking rule 'a' is wrong",
        "masking-secret: '${env:TOKEN}' | masking secret: 7 bytes",
        "masking-secret: '${env:NONE}' | environment variable NONE is not set",
        "profile: compliance-evidence | compliance-evidence without masking",
        "limits: { timeout: 2h } | out of range",
        "limits: { connect-timeout: 1ms } | out of range",
        "limits: { request-body: 17MB } | out of range",
        "limits: { request-body: 0B } | out of range",
        "limits: { response-body: 1PB } | no size",
      })
  void namesTheMistake(String more, String what) {
    assertThat(files.mistakes(with(more))).singleElement().asString().contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments.internal",
        "https://",
        "https:///x",
        "https://user:hunter2@payments.internal",
        "https://payments.internal?x=1",
        "https://payments.internal#x",
        "https://payments.internal/a/../b",
        "https://payments.internal/%2e",
        "https://payments.internal:99999",
        "jdbc:x",
        "https://pay ments",
        "${env:TOKEN}"
      })
  void refusesAnUpstreamThatIsNoAddressAndDoesNotRepeatIt(String upstream) {
    String yaml = with("").replace("https://payments.internal", "'" + upstream + "'");

    assertThat(files.mistakes(yaml))
        .singleElement()
        .asString()
        .contains("4: 'upstream'")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"countersign", "actuator", "v3", "oauth2", "-a", "a_b", "A", "é", "a/b", "''"})
  void refusesANameThatCannotStandInAPath(String name) {
    assertThat(files.mistakes(with("").replace("name: payments", "name: " + name)))
        .singleElement()
        .asString()
        .startsWith("2: 'name'");
  }

  @Test
  void refusesFunctionsThatMatchTheSameRequest() {
    assertThat(
            files.mistakes(
                with("")
                    + """
                          - { name: me, match: "GET /customers/me" }
                    """))
        .containsExactly(
            "8: 'match': some requests match both 'me' and 'get_customer' (line 6)"
                + " (expected: templates that no request matches twice)");
  }

  @Test
  void refusesTheSameConnectionTwice() {
    String one = with("");
    assertThat(files.mistakes(one + one.substring(one.indexOf('\n') + 1)))
        .singleElement()
        .asString()
        .startsWith("8: 'name': 'payments' stands twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1: the file is empty",
        "`# only a comment` | 1: the file is empty",
        "`connections:` | 1: 'connections' of the file is nothing",
        "`connections: []` | 1: 'connections' of the file is empty",
        "`connections: [` | 1: not YAML",
        "`a: 1\n b: 2` | 2: not YAML",
        "`connections:\n\t- x` | 2: not YAML",
        "`- connections` | 1: the file is a list",
        "`connections: []\n---\nconnections: []` | not YAML",
        "`connections: &a [x]\nb: *a` | 1: an anchor",
        "`connections: &a [*a]` | 1: an anchor",
        "`connections: !!set {a}` | 1: an explicit type",
        "`connections: !secret x` | 1: an explicit type",
        "`<<: {a: 1}\nconnections: [x]` | 1: a key that is no plain text",
        "`? [a]\n: 1` | 1: a key that is no plain text",
        "`connections: *none` | 1: not YAML",
      })
  void refusesAFileThatIsNoPlainYaml(String yaml, String what) {
    assertThat(files.mistakes(yaml)).anyMatch(mistake -> mistake.contains(what));
  }

  @Test
  void refusesOtherEncodings() {
    assertThat(files.mistakes(with("").getBytes(UTF_16)))
        .singleElement()
        .asString()
        .contains("not valid UTF-8");
  }

  @Test
  void boundsDepthAndSize() {
    assertThat(files.mistakes("[".repeat(100) + "]".repeat(100)).getFirst()).contains("not YAML");
    assertThat(files.mistakes("# " + "x".repeat(1 << 20)).getFirst()).contains("too large");
  }

  @Test
  void saysWhereTheFileWasLookedFor() {
    Path missing = folder.resolve("missing.yaml");
    ConfigException mistakes =
        catchThrowableOfType(
            ConfigException.class, () -> new ConfigLoader(_ -> null).load(missing));

    assertThat(mistakes.getMessage()).contains(missing + ":1:1: no such file");
  }

  @Test
  void neverRepeatsASecret() {
    String yaml =
        with(
            """
            credential: { header: "Bad Header", value: "${env:TOKEN}\u0001" }
            extra: 1
            """);

    assertThat(files.mistakes(yaml)).isNotEmpty().noneMatch(text -> text.contains("hunter2"));
  }
}

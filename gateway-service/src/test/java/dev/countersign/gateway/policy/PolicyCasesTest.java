package dev.countersign.gateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.load.ConfigFiles;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.Permit;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Judges every line of `policy-cases.csv` by `policy-cases.yaml`.
class PolicyCasesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir static Path folder;
  private static GatewayConfig config;
  private static PolicyDecisionPoint policy;

  @BeforeAll
  static void load() throws Exception {
    try (var yaml = PolicyCasesTest.class.getResourceAsStream("policy-cases.yaml")) {
      config = ConfigFiles.load(folder, new String(yaml.readAllBytes(), UTF_8));
    }
    policy = new PolicyDecisionPoint(() -> config);
  }

  @ParameterizedTest(name = "{0} calls {1} with {2}: {3}")
  @CsvFileSource(
      resources = "policy-cases.csv",
      delimiter = '|',
      quoteCharacter = '`',
      commentCharacter = '#')
  void decidesAsTheTableSays(
      String caller, String function, String arguments, String decision, String rules) {
    PolicyDecision decided = policy.decide(operation(function, arguments), caller(caller), NOON);

    assertThat(inWords(decided)).isEqualTo(decision);
    assertThat(String.join(" ", decided.facts().rules())).isEqualTo(rules == null ? "" : rules);
    assertThat(decided.facts().policy()).isEqualTo(config.digest());
  }

  @Test
  void saysTheSameToAnUnknownConnectionAnUnknownFunctionAndAMissingGrant() {
    Caller eve = caller("eve@nobody");
    Deny answer = policy.notGranted(config);

    assertThat(policy.decide(operation("refund", "{}"), eve, NOON)).isEqualTo(answer);
    assertThat(policy.decide(operation("no-such", "{}"), eve, NOON)).isEqualTo(answer);
    assertThat(
            policy.decide(
                new Operation("nowhere", "refund", Protocol.HTTP, "POST /", Arguments.NONE),
                caller("alice@support"),
                NOON))
        .isEqualTo(answer);
  }

  @Test
  void knowsBeforeTheArgumentsAreReadWhoHasAGrant() {
    assertThat(policy.isGranted(config, "payments", "refund", caller("alice@support"))).isTrue();
    assertThat(policy.isGranted(config, "payments", "refund", caller("eve@nobody"))).isFalse();
    assertThat(policy.isGranted(config, "payments", "no-such", caller("alice@support"))).isFalse();
    assertThat(policy.isGranted(config, "nowhere", "refund", caller("alice@support"))).isFalse();
  }

  @Test
  void tellsTheOperatorsWords() {
    PolicyDecision decided =
        policy.decide(operation("query", "{\"sql\":\"drop table x\"}"), caller("alice@dba"), NOON);

    assertThat(((Deny) decided).message()).isEqualTo("Dropping tables is not allowed here.");
  }

  @Test
  void repeatsNoArgumentWhereAnExpressionFails() {
    String secret = "hunter2";
    PolicyDecision decided =
        policy.decide(
            operation("refund", "{\"amount\":\"" + secret + "\"}"), caller("alice@support"), NOON);

    assertThat(decided).isInstanceOf(Deny.class);
    assertThat(decided.toString()).doesNotContain(secret);
  }

  @Test
  void carriesTheTermsOfTheApproval() {
    PolicyDecision decided =
        policy.decide(operation("refund", "{\"amount\":5000}"), caller("alice@support"), NOON);

    assertThat(decided).isInstanceOf(RequireApproval.class);
    RequireApproval need = (RequireApproval) decided;
    assertThat(need.rule().from()).containsExactly("payments-leads");
    assertThat(need.obligations().function().name()).isEqualTo("refund");
    assertThat(need.facts().risk()).isEqualTo(Risk.HIGH);
  }

  private static String inWords(PolicyDecision decision) {
    return switch (decision) {
      case Permit _ -> "permit";
      case Deny(DenyReason reason, String _, DecisionFacts _) -> reason.text();
      case RequireApproval _ -> "approval";
    };
  }

  private static Operation operation(String function, String arguments) {
    return new Operation(
        "payments",
        function,
        Protocol.HTTP,
        "POST /" + function,
        Arguments.parse(arguments.getBytes(UTF_8), JsonLimits.DEFAULT));
  }

  private static Caller caller(String text) {
    return TestCallers.parse(text);
  }
}

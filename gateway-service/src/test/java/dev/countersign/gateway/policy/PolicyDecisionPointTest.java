package dev.countersign.gateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.load.ConfigFiles;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDecisionPointTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir static Path folder;
  private static GatewayConfig config;
  private static final PolicyDecisionPoint policy = new PolicyDecisionPoint();

  @BeforeAll
  static void load() throws Exception {
    try (var yaml =
        PolicyDecisionPointTest.class.getResourceAsStream(
            "/dev/countersign/gateway/trial/calls.yaml")) {
      config = ConfigFiles.load(folder, new String(yaml.readAllBytes(), UTF_8));
    }
  }

  @Test
  void saysTheSameToAnUnknownConnectionAnUnknownFunctionAndAMissingGrant() {
    Caller eve = caller("eve@nobody");
    Deny answer = policy.notGranted(config);

    assertThat(decide(operation("refund", "{}"), eve)).isEqualTo(answer);
    assertThat(decide(operation("no-such", "{}"), eve)).isEqualTo(answer);
    assertThat(
            decide(
                new Operation("nowhere", "refund", Protocol.HTTP, "POST /", Arguments.NONE),
                caller("alice@support")))
        .isEqualTo(answer);
  }

  @Test
  void knowsBeforeTheArgumentsAreReadWhoHasAGrant() {
    assertThat(mayCall("payments", "refund", "alice@support")).isTrue();
    assertThat(mayCall("payments", "refund", "eve@nobody")).isFalse();
    assertThat(mayCall("payments", "no-such", "alice@support")).isFalse();
    assertThat(mayCall("nowhere", "refund", "alice@support")).isFalse();
  }

  @Test
  void tellsTheOperatorsWords() {
    PolicyDecision decided =
        decide(operation("query", "{\"sql\":\"drop table x\"}"), caller("alice@dba"));

    assertThat(((Deny) decided).message()).isEqualTo("Dropping tables is not allowed here.");
  }

  @Test
  void repeatsNoArgumentWhereAnExpressionFails() {
    String secret = "hunter2";
    PolicyDecision decided =
        decide(operation("refund", "{\"amount\":\"" + secret + "\"}"), caller("alice@support"));

    assertThat(decided).isInstanceOf(Deny.class);
    assertThat(decided.toString()).doesNotContain(secret);
  }

  @Test
  void carriesTheTermsOfTheApproval() {
    PolicyDecision decided =
        decide(operation("refund", "{\"amount\":5000}"), caller("alice@support"));

    assertThat(decided).isInstanceOf(RequireApproval.class);
    RequireApproval need = (RequireApproval) decided;
    assertThat(need.rule().from()).containsExactly("payments-leads");
    assertThat(need.obligations().function().name()).isEqualTo("refund");
    assertThat(need.facts().risk()).isEqualTo(Risk.HIGH);
  }

  private static PolicyDecision decide(Operation operation, Caller caller) {
    return policy.decide(config, Question.of(operation, caller, NOON));
  }

  private static boolean mayCall(String connection, String function, String caller) {
    return policy.mayBeGranted(
        config, connection, function, caller(caller), Surroundings.UNKNOWN, NOON);
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

package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionIT {
  private final RunningGateway gateway = RunningGateway.shared();

  private static String sessionOf(HttpResponse<String> response) {
    return response.headers().firstValue("Countersign-Session").orElseThrow();
  }

  @Test
  void groupsTheCallsOfOneCallerUnderTheIdItChose() {
    String mine = "chat-" + UUID.randomUUID();
    var first =
        RunningGateway.send(
            gateway.asAlice("/payments/customers/c1").header("Countersign-Session", mine));
    var second =
        RunningGateway.send(
            gateway.asAlice("/payments/customers/c2").header("Countersign-Session", mine));
    assertThat(sessionOf(first)).isEqualTo(mine).isEqualTo(sessionOf(second));
    assertThat(gateway.evidence.intentOf(RunningGateway.callOf(second)).session()).isEqualTo(mine);
  }

  @Test
  void letsNobodyIntoSomebodyElsesSession() {
    String mine = "chat-" + UUID.randomUUID();
    RunningGateway.send(
        gateway.asAlice("/payments/customers/c1").header("Countersign-Session", mine));
    String bob = TestIssuer.shared().token("bob").groups("support").sign();
    var intruder =
        RunningGateway.send(
            gateway.as(bob, "/payments/customers/c1").header("Countersign-Session", mine));
    assertThat(sessionOf(intruder)).isNotEqualTo(mine);
  }

  @Test
  void takesTheTraceWhereNoSessionIsNamedAndAFreshOneElse() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    var traced =
        RunningGateway.send(
            gateway
                .asAlice("/payments/customers/c1")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
    assertThat(sessionOf(traced)).isEqualTo(trace);
    assertThat(gateway.evidence.intentOf(RunningGateway.callOf(traced)).trace()).isEqualTo(trace);
    assertThat(sessionOf(gateway.get("/payments/customers/c1")))
        .isNotEqualTo(sessionOf(gateway.get("/payments/customers/c1")));
    var odd =
        RunningGateway.send(
            gateway.asAlice("/payments/customers/c1").header("Countersign-Session", "a b/c"));
    assertThat(sessionOf(odd)).isEqualTo(RunningGateway.callOf(odd));
  }

  @Test
  void givesTheCallerAPromiseItCanHoldAgainstUs() {
    HttpResponse<String> response = gateway.get("/payments/customers/c1");
    Jws receipt =
        Jws.parse(
            response
                .headers()
                .firstValue("Countersign-Receipt")
                .orElseThrow()
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(receipt.type()).isEqualTo("countersign-receipt+jws");
    JsonNode promise = EvidenceJson.tree(receipt.unverifiedPayload());
    String call = RunningGateway.callOf(response);
    assertThat(promise.propertyNames())
        .containsExactly("call", "session", "intent", "leafHash", "at", "mergeBy");
    assertThat(promise.path("call").asString()).isEqualTo(call);
    assertThat(promise.path("intent").asString())
        .isEqualTo(gateway.evidence.outcomeOf(call).intent().toString());
  }

  @Test
  void usesAnApprovalOnAnotherReplicaThanTheOneThatAskedForIt() {
    HttpResponse<String> asked = gateway.post("/payments/refunds", "{\"amount\":77777}");
    String approval = Problems.json(asked).path("approval").asString();
    gateway.approvals.moveSilently(approval, "approved");
    try (RunningGateway other =
        gateway.replica(TestKafka.shared(), ServiceProperties.newStateDirectory(), "gateway-1")) {
      HttpResponse<String> used =
          RunningGateway.send(
              other
                  .asAlice("/payments/refunds")
                  .header("Content-Type", "application/json")
                  .header("Countersign-Approval", approval)
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"amount\":77777}")));
      assertThat(used.statusCode()).as(used.body()).isEqualTo(200);
      assertThat(other.evidence.intentOf(RunningGateway.callOf(used)).approval())
          .isEqualTo(approval);
    }
  }
}

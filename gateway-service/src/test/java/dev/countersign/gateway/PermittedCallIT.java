package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.Response;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PermittedCallIT {
  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void passesAPermittedCallWithItsAnswerMaskedAndItsProofWritten() {
    gateway.upstream.on(
        "/customers/c1",
        RecordingUpstream.json(
            200, "{\"id\":\"c1\",\"email\":\"ann@example.com\",\"card\":\"4111111111111111\"}"));
    HttpResponse<String> response = gateway.get("/payments/customers/c1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"id\":\"c1\"").doesNotContain("ann@", "4111");
    String call = RunningGateway.callOf(response);
    CallIntent intent = gateway.evidence.intentOf(call);
    assertThat(intent.subject()).isNotNull().returns("alice", Party::id);
    assertThat(intent.function()).isEqualTo("get_customer");
    assertThat(intent.decision().rules()).contains("risk:low");
    CallOutcome outcome = gateway.evidence.outcomeOf(call);
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.COMPLETED);
    assertThat(outcome.holes()).containsKeys("email");
    assertThat(outcome.response())
        .isNotNull()
        .returns(Digest.of(response.body().getBytes(StandardCharsets.UTF_8)), Response::masked);
    assertThat(gateway.evidence.frames(call, "response"))
        .singleElement()
        .satisfies(frame ->
            assertThat(new String(frame.value(), StandardCharsets.UTF_8))
                .isEqualTo(response.body()));
  }
}

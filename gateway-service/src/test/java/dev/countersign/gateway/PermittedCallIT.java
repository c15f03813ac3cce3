package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.service.evidence.PolicyStatement;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        .returns(Digest.of(response.body().getBytes(StandardCharsets.UTF_8)), Response::masked)
        .extracting(Response::commitment)
        .isNotNull()
        .returns(1L, Commitment::segments);
    assertThat(gateway.evidence.frames(call, "response"))
        .singleElement()
        .satisfies(frame ->
            assertThat(new String(frame.value(), StandardCharsets.UTF_8))
                .isEqualTo(response.body()));
  }

  @Test
  void theIntentStandsWhileTheUpstreamHasNotAnsweredYet() {
    String session = "waits-" + java.util.UUID.randomUUID();
    gateway.upstream.on(
        "/customers/waits",
        exchange -> {
          boolean stands =
              gateway.evidence.body(CallIntent.class, intent -> intent.session().equals(session))
                  != null;
          RecordingUpstream.json(stands ? 200 : 500, "{}").answer(exchange);
        });
    HttpResponse<String> response =
        RunningGateway.send(
            gateway.asAlice("/payments/customers/waits").header("Countersign-Session", session));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void theConfigurationIsOnTheRecordBeforeTheFirstCallItJudges() {
    String call = RunningGateway.callOf(gateway.get("/payments/customers/c1"));
    CallIntent intent = gateway.evidence.intentOf(call);
    List<RecordBody> bodies =
        gateway.evidence.records().stream()
            .filter(record -> record.writer().equals("gateway-0"))
            .map(EvidenceRecord::body)
            .toList();
    int announced =
        bodies.indexOf(
            new RecordBody.ConfigChanged(
                "connections", intent.decision().policy(), "4 connections", null));
    assertThat(announced).isBetween(0, bodies.indexOf(intent));
  }

  @Test
  void theDocumentOfTheConfigurationIsThereForAuditorsByteForByte() {
    String call = RunningGateway.callOf(gateway.get("/payments/customers/c1"));
    Digest policy = gateway.evidence.intentOf(call).decision().policy();
    ConsumerRecord<String, byte[]> message = gateway.evidence.policy(policy.toString());
    assertThat(Digest.of(message.value())).isEqualTo(policy);
    assertThat(new String(message.value(), StandardCharsets.UTF_8))
        .contains("${file:upstream-secret}")
        .doesNotContain("the-upstreams-own-secret");
    byte[] statement = message.headers().lastHeader(PolicyStatement.HEADER).value();
    PolicyStatement said =
        EvidenceJson.read(Jws.parse(statement).unverifiedPayload(), PolicyStatement.class);
    assertThat(said.policy()).isEqualTo(policy);
    assertThat(said.bytes()).isEqualTo(message.value().length);
    assertThat(said.writer()).isEqualTo("gateway-0");
  }
}

package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.evidence.view.MaskingProof;
import dev.countersign.evidence.view.ViewCommitment;
import dev.countersign.test.TestKafka;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskingProofIT {

  @Test
  void keepsAProofThatHoldsAgainstTheOutcome() throws IOException {
    try (RunningGateway gateway =
        RunningGateway.start(
            TestKafka.shared(),
            "gateway-proofs",
            Map.of("countersign.gateway.recording.proofs", "true"))) {
      HttpResponse<String> response = answered(gateway);
      String call = RunningGateway.callOf(response);
      byte[] view = response.body().getBytes(StandardCharsets.UTF_8);
      Response recorded = Objects.requireNonNull(gateway.evidence.outcomeOf(call).response());
      Commitment commitment = Objects.requireNonNull(recorded.commitment());

      MaskingProof proof = MaskingProof.read(proof(gateway, call));
      assertThat(proof.root()).isEqualTo(commitment.root());
      assertThat(proof.bytes()).isEqualTo(view.length);
      assertThat(proof.holes()).hasSizeGreaterThan(5000);
      assertThat(ViewCommitment.policy(proof.rules())).isEqualTo(commitment.policy());
      ViewCommitment checked = ViewCommitment.of(proof, new ByteArrayInputStream(view));
      assertThat(checked.view()).isEqualTo(Digest.of(view)).isEqualTo(recorded.masked());
      assertThat(checked.root(commitment.policy())).isEqualTo(commitment.root());
      assertThat(checked.segments()).isEqualTo(commitment.segments());
    }
  }

  /// An answer whose proof is longer than a frame.
  private static HttpResponse<String> answered(RunningGateway gateway) {
    gateway.upstream.on(
        "/customers/many",
        RecordingUpstream.json(
            200,
            IntStream.range(0, 6000)
                .mapToObj(i -> "{\"mail\":\"customer%d@example.com\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"))));
    return gateway.get("/payments/customers/many");
  }

  private static byte[] proof(RunningGateway gateway, String call) {
    ByteArrayOutputStream proof = new ByteArrayOutputStream();
    gateway
        .evidence
        .frames(call, "response-proof")
        .forEach(frame -> proof.writeBytes(frame.value()));
    return proof.toByteArray();
  }

  @Test
  void keepsNoneWhereNobodyAskedForIt() {
    RunningGateway gateway = RunningGateway.shared();
    String session = "no-proofs-" + UUID.randomUUID();
    String first = callIn(session, gateway);
    // A session's frames keep their order: what the first call left is there before these.
    gateway.evidence.frames(callIn(session, gateway), "response");

    assertThat(gateway.evidence.framesSoFar(first, "response")).hasSize(1);
    assertThat(gateway.evidence.framesSoFar(first, "response-proof")).isEmpty();
  }

  private static String callIn(String session, RunningGateway gateway) {
    return RunningGateway.callOf(
        RunningGateway.send(
            gateway.asAlice("/payments/customers/c1").header("Countersign-Session", session)));
  }
}

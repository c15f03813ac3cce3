package dev.countersign.approval.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.approval.TestRequests;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.MalformedRecordException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ApprovalRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void isReadBackAsItWasWritten() {
    ApprovalRequest request = refund().build();
    assertThat(EvidenceJson.read(EvidenceJson.write(request), ApprovalRequest.class))
        .isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "0.10000000000000000001",
        "1.10",
        "1E+400",
        "123456789012345678901234567890"
      })
  void showsNumbersAsTheyWereAskedFor(String number) {
    String json = new String(EvidenceJson.write(refund().build()), UTF_8);
    String asked = json.replace("5000", number);
    ApprovalRequest request = EvidenceJson.read(asked.getBytes(UTF_8), ApprovalRequest.class);
    assertThat(JsonMapper.shared().writeValueAsString(request.shown()))
        .contains("\"amount\":" + number + ",");
  }

  @Test
  void refusesAMemberItDoesNotKnow() {
    String json = new String(EvidenceJson.write(refund().build()), UTF_8);
    String more = json.replaceFirst("\\{", "{\"extra\":1,");
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> EvidenceJson.read(more.getBytes(UTF_8), ApprovalRequest.class));
  }

  @Test
  void refusesAQuorumOfNobody() {
    String json = new String(EvidenceJson.write(refund().build()), UTF_8);
    String nobody = json.replace("\"quorum\":1", "\"quorum\":0");
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> EvidenceJson.read(nobody.getBytes(UTF_8), ApprovalRequest.class))
        .withMessageContaining("quorum");
  }

  @Test
  void isReadWhateverAGatewayMayLetThrough() {
    String deep = "[".repeat(100) + "]".repeat(100);
    String wide = "x".repeat(524_288);
    ApprovalRequest request =
        refund().shown("{\"deep\":%s,\"wide\":\"%s\"}".formatted(deep, wide)).build();
    assertThat(EvidenceJson.read(EvidenceJson.write(request), ApprovalRequest.class))
        .isEqualTo(request);
  }

  @Test
  void doesNotTellItsSalt() {
    assertThat(refund().build().toString())
        .doesNotContain(TestRequests.SALT)
        .doesNotContain("5000");
  }

  private static TestRequests refund() {
    return TestRequests.refund("https://issuer", NOW);
  }
}

package dev.countersign.approval.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.TestRequests;
import dev.countersign.test.TestIssuer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// A gateway looks for what was asked before, so that people are not asked twice.
@TestPropertySource(properties = "countersign.approval.admission.requests=5")
class OpenApprovalsIT extends ApprovalIT {

  @Test
  void findsWhatIsOpenForTheVeryCaller() {
    UUID id = service.ask(service.refund());
    assertThat(found(search("alice", "payments"))).contains(id.toString());
    assertThat(found(search("bob", "payments"))).isEmpty();
    assertThat(found(search("alice", "billing"))).isEmpty();
    service.deny(id, service.person("bob", "leads"));
    assertThat(found(search("alice", "payments"))).doesNotContain(id.toString());
  }

  @Test
  void tellsWhoHasAskedTooOften() {
    assertThat(open(search("nobody", "payments")).body().path("mayAsk").asBoolean()).isTrue();
    for (int i = 0; i < 5; i++) {
      service.ask(service.refund());
    }
    assertThat(open(search("alice", "payments")).body().path("mayAsk").asBoolean()).isFalse();
  }

  @Test
  void isForGatewaysOnly() {
    String alice = service.person("alice", "support");
    assertThat(service.post("/open", alice, search("alice", "payments")).status()).isEqualTo(403);
    UUID id = service.ask(service.refund());
    assertThat(service.post("/" + id + "/abandon", alice, null).status()).isEqualTo(403);
    Answer abandoned = service.post("/" + id + "/abandon", service.gateway(), null);
    assertThat(abandoned.state()).isEqualTo("withdrawn");
    assertThat(service.post("/" + id + "/abandon", service.gateway(), null).status())
        .isEqualTo(409);
  }

  private List<String> found(String search) {
    return open(search)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("approval").asString())
        .toList();
  }

  private Answer open(String search) {
    Answer answer = service.post("/open", service.gateway(), search);
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private static String search(String subject, String connection) {
    String issuer = TestIssuer.shared().issuer();
    return """
    {"subject":"%s","issuer":"%s","actors":[{"id":"support-agent","issuer":"%s"}],
     "connection":"%s","function":"refund","policy":"%s","masking":["pii"]}
    """
        .formatted(subject, issuer, issuer, connection, TestRequests.POLICY);
  }
}

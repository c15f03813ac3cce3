package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.sealing.ClearedView;
import dev.countersign.service.sealing.SealedBox;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a request for approval holds for people with clearances.
class ClearedApproverIT {
  private static final AtomicInteger AMOUNTS = new AtomicInteger(90_000);

  private final RunningGateway gateway = RunningGateway.shared();
  private final SealedBox.Key key =
      SealedBox.Key.derived("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

  @AfterEach
  void asBefore() {
    gateway.approvals.viewKey(null);
  }

  private JsonNode ask(String rest) {
    String body = "{\"amount\":%d,%s}".formatted(AMOUNTS.incrementAndGet(), rest);
    HttpResponse<String> response = gateway.post("/payments/refunds", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return gateway.approvals.request(Problems.json(response).path("approval").asString());
  }

  @Test
  void thereIsAViewForWhoMaySeeMoreAndTheBrokerCannotReadIt() {
    gateway.approvals.viewKey(Base64.getUrlEncoder().encodeToString(key.publicKey()));
    JsonNode request = ask("\"their_own_note\":\"n-77123\",\"to\":\"ann@example.com\"");
    assertThat(request.toString()).doesNotContain("n-77123", "ann@");
    JsonNode sealed = request.path("views").path(0);
    ClearedView view =
        new ClearedView(
            List.of(List.of("support")),
            dev.countersign.evidence.record.Digest.parse(sealed.path("digest").asString()),
            sealed.path("sealed").asString());
    assertThat(sealed.path("clearances").toString()).isEqualTo("[[\"support\"]]");
    String opened =
        new String(view.open(request.path("approval").asString(), key), StandardCharsets.UTF_8);
    assertThat(opened).contains("n-77123").doesNotContain("ann@");
    assertThat(request.path("views").size()).isEqualTo(1);
  }

  @Test
  void whereNothingIsHiddenByClearanceThereIsOneViewForAll() {
    gateway.approvals.viewKey(Base64.getUrlEncoder().encodeToString(key.publicKey()));
    assertThat(ask("\"to\":\"ann@example.com\"").has("views")).isFalse();
  }

  @Test
  void withoutAKeyEverybodySeesTheSame() {
    for (String none : new String[] {null, "not base64!", "AAAA"}) {
      gateway.approvals.viewKey(none);
      JsonNode request = ask("\"their_own_note\":\"n-77123\"");
      assertThat(request.has("views")).isFalse();
      assertThat(request.toString()).doesNotContain("n-77123");
    }
  }
}

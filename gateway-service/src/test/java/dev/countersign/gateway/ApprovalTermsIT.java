package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.test.Patience;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestToken;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What rules ask of callers and of people, and what becomes of held calls.
class ApprovalTermsIT {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void asksPeopleUnderTheTermsOfTheRule() {
    String agent = TestIssuer.shared().token("alice").groups("support").actor("helper").sign();
    HttpResponse<String> answer = wipe(agent, body(), "Countersign-Reason", "moving");
    JsonNode request = gateway.approvals.request(approvalOf(answer));
    assertThat(request.path("justification").asString()).isEqualTo("moving");
    assertThat(request.path("quorum").asInt()).isEqualTo(2);
    JsonNode terms = request.path("terms");
    assertThat(terms.at("/minimums/1/group").asString()).isEqualTo("risk");
    assertThat(terms.path("denyThreshold").asInt()).isEqualTo(2);
    assertThat(terms.at("/owners/0/id").asString()).isEqualTo("olga");
    assertThat(terms.at("/owners/0/issuer").asString()).isEqualTo(TestIssuer.shared().issuer());
    assertThat(terms.path("authenticatedWithin").asInt()).isEqualTo(300);
    assertThat(terms.path("commentRequired").asBoolean()).isTrue();
    assertThat(terms.has("glass")).isFalse();
  }

  @Test
  void wantsAReasonWhereTheRuleDoes() {
    Problems.assertProblem(wipe(alice(), body()), 400, "reason-required");
    Problems.assertProblem(
        wipe(alice(), body(), "Countersign-Reason", " "), 400, "reason-required");
  }

  @Test
  void letsOnCallPeopleBreakTheGlassAndNobodyElse() throws Exception {
    Problems.assertProblem(
        wipe(alice(), body(), "Countersign-Break-Glass", "fire"), 403, "break-glass-refused");
    String agent = onCall().actor("helper").sign();
    Problems.assertProblem(
        wipe(agent, body(), "Countersign-Break-Glass", "fire"), 403, "break-glass-refused");
    Set<String> known = gateway.approvals.known();
    String olaf = onCall().sign();
    CompletableFuture<HttpResponse<String>> call =
        CompletableFuture.supplyAsync(() -> wipe(olaf, body(), "Countersign-Break-Glass", "fire"));
    String approval = gateway.approvals.nextRequest(known);
    JsonNode request = gateway.approvals.request(approval);
    assertThat(request.at("/terms/glass/reviewers/0").asString()).isEqualTo("security");
    assertThat(request.at("/terms/glass/reviewWithin").asInt()).isEqualTo(14_400);
    assertThat(request.path("justification").asString()).isEqualTo("fire");
    gateway.approvals.move(approval, "approved");
    HttpResponse<String> answer = Patience.result(call);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.evidence.intentOf(RunningGateway.callOf(answer)).approval())
        .isEqualTo(approval);
  }

  @Test
  void tellsAHeldCallThatItsApprovalWasRevoked() throws Exception {
    Set<String> known = gateway.approvals.known();
    int before = gateway.upstream.count();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(
            () -> wipe(alice(), body(), "Countersign-Reason", "move", "Prefer", "wait=60"));
    gateway.approvals.move(gateway.approvals.nextRequest(known), "revoked");
    Problems.assertProblem(Patience.result(held), 403, "approval-revoked");
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void takesARequestBackWhoseCallerHasGone() throws IOException {
    Set<String> known = gateway.approvals.known();
    String body = body();
    String approval;
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.getOutputStream().write(raw(body).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      approval = gateway.approvals.nextRequest(known);
    }
    Awaitility.await().until(() -> gateway.approvals.stateOf(approval).equals("withdrawn"));
  }

  @Test
  void asksNobodyForACallerWhoAskedTooOften() {
    gateway.approvals.letAsk(false);
    try {
      Problems.assertProblem(
          wipe(alice(), body(), "Countersign-Reason", "move"), 429, "too-many-approvals");
    } finally {
      gateway.approvals.letAsk(true);
    }
  }

  private String raw(String body) {
    return """
    POST /payments/wipe HTTP/1.1\r
    Host: gateway\r
    Authorization: Bearer %s\r
    Countersign-Reason: move\r
    Prefer: wait=60\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(alice(), body.length(), body);
  }

  private static TestToken onCall() {
    return TestIssuer.shared().token("olaf").groups("support", "on-call");
  }

  private static String alice() {
    return RunningGateway.alice();
  }

  private static String body() {
    return "{\"number\":%d}".formatted(NUMBERS.incrementAndGet());
  }

  private HttpResponse<String> wipe(String token, String body, String... headers) {
    HttpRequest.Builder request =
        gateway
            .as(token, "/payments/wipe")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return RunningGateway.send(request);
  }

  private static String approvalOf(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }
}

package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static dev.countersign.gateway.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.test.Patience;
import dev.countersign.test.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApprovedCallIT {
  private static final String UNKNOWN = "018f2f2e-0000-7000-8000-000000000000";
  private static final AtomicInteger AMOUNTS = new AtomicInteger(5000);

  private final RunningGateway gateway = RunningGateway.shared();

  private static String largeRefund() {
    return "{\"amount\":%d,\"to\":\"ann@example.com\"}".formatted(AMOUNTS.incrementAndGet());
  }

  private HttpResponse<String> refund(String body, String... headers) {
    return refundAs(RunningGateway.alice(), body, headers);
  }

  private HttpResponse<String> refundAs(String token, String body, String... headers) {
    var request = gateway.as(token, "/payments/refunds").header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return RunningGateway.send(request.POST(BodyPublishers.ofString(body)));
  }

  private static String approvalOf(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return json(response).path("approval").asString();
  }

  @Test
  void asksPeopleAndSaysWhereToLook() {
    int before = gateway.upstream.count();
    HttpResponse<String> response = refund(largeRefund());
    String approval = approvalOf(response);
    assertThat(response.headers().firstValue("Location"))
        .hasValue("/countersign/approvals/" + approval);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(json(response).path("state").asString()).isEqualTo("requested");
    assertThat(json(response).path("call").asString()).isEqualTo(RunningGateway.callOf(response));
    JsonNode request = gateway.approvals.request(approval);
    assertThat(request.path("subject").path("id").asString()).isEqualTo("alice");
    assertThat(request.path("from").path(0).asString()).isEqualTo("payments-leads");
    assertThat(request.path("shown").toString()).doesNotContain("ann@");
    assertThat(request.path("shown").path("amount").isNumber()).isTrue();
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void carriesTheCallOutOnceWhenItIsRetriedWithItsApproval() {
    String body = largeRefund();
    String approval = approvalOf(refund(body));
    assertThat(refund(body, "Countersign-Approval", approval).statusCode()).isEqualTo(202);
    gateway.approvals.moveSilently(approval, "approved");
    int before = gateway.upstream.count();

    HttpResponse<String> first = refund(body, "Countersign-Approval", approval);
    assertThat(first.statusCode()).isEqualTo(200);
    CallIntent intent = gateway.evidence.intentOf(RunningGateway.callOf(first));
    assertThat(intent.approval()).isEqualTo(approval);
    assertThat(intent.arguments().toString())
        .isEqualTo(gateway.approvals.request(approval).path("arguments").asString());

    assertProblem(refund(body, "Countersign-Approval", approval), 409, "approval-consumed");
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }

  @Test
  void holdsTheCallAndGoesOnWhenPeopleAgree() throws Exception {
    Set<String> known = gateway.approvals.known();
    String body = largeRefund();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> refund(body, "Prefer", "wait=60"));
    String approval = gateway.approvals.nextRequest(known);
    gateway.approvals.move(approval, "approved");
    long began = System.nanoTime();
    assertThat(Patience.result(held).statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - began).as("woken").isLessThan(TimeUnit.SECONDS.toNanos(30));
  }

  @Test
  void tellsAHeldCallThatItWasDenied() throws Exception {
    Set<String> known = gateway.approvals.known();
    int before = gateway.upstream.count();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> refund(largeRefund(), "Prefer", "wait=60"));
    gateway.approvals.move(gateway.approvals.nextRequest(known), "denied");
    assertProblem(Patience.result(held), 403, "approval-denied");
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void isNotFooledByAForgedDecision() throws Exception {
    Set<String> known = gateway.approvals.known();
    int before = gateway.upstream.count();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> refund(largeRefund(), "Prefer", "wait=3"));
    gateway.approvals.forge(gateway.approvals.nextRequest(known), "approved");
    assertThat(Patience.result(held).statusCode()).isEqualTo(202);
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void looksOnceMoreWhenTheDecisionWasNotHeard() throws Exception {
    Set<String> known = gateway.approvals.known();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> refund(largeRefund(), "Prefer", "wait=8"));
    gateway.approvals.moveSilently(gateway.approvals.nextRequest(known), "approved");
    assertThat(Patience.result(held).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "denied, 403, approval-denied",
    "expired, 410, approval-expired",
    "lapsed, 410, approval-expired",
    "withdrawn, 410, approval-expired",
    "consumed, 409, approval-consumed"
  })
  void refusesAnApprovalThatCameToAnotherEnd(String state, int status, String problem) {
    String body = largeRefund();
    String approval = approvalOf(refund(body));
    gateway.approvals.moveSilently(approval, state);
    int before = gateway.upstream.count();
    HttpResponse<String> response = refund(body, "Countersign-Approval", approval);
    assertProblem(response, status, problem);
    assertThat(gateway.evidence.refusalOf(RunningGateway.callOf(response)).approval())
        .isEqualTo(approval);
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void usesAnApprovalForNothingButTheCallThatWasApproved() {
    String body = largeRefund();
    String approval = approvalOf(refund(body));
    gateway.approvals.moveSilently(approval, "approved");
    int before = gateway.upstream.count();
    String other = body.replace("ann@example.com", "eve@example.com");
    String bob = TestIssuer.shared().token("bob").groups("support").sign();
    String agent = TestIssuer.shared().token("alice").groups("support").actor("agent").sign();

    HttpResponse<String> unknown = refund(body, "Countersign-Approval", UNKNOWN);
    assertProblem(unknown, 409, "approval-mismatch");
    for (HttpResponse<String> response :
        java.util.List.of(
            refund(other, "Countersign-Approval", approval),
            refundAs(bob, body, "Countersign-Approval", approval),
            refundAs(agent, body, "Countersign-Approval", approval),
            refund(body, "Countersign-Approval", "no-id"),
            refund(body, "Countersign-Approval", ""),
            refund(body, "Countersign-Approval", approval + "/../" + approval),
            refund(body, "Countersign-Approval", approval, "Countersign-Approval", approval))) {
      assertProblem(response, 409, "approval-mismatch");
      assertThat(response.body()).isEqualTo(unknown.body());
    }
    assertThat(gateway.upstream.count()).isEqualTo(before);
    assertThat(refund(body, "Countersign-Approval", approval).statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotAskPeopleTwiceForTheSameCall() {
    String body = largeRefund();
    String approval = approvalOf(refund(body));
    assertThat(approvalOf(refund(body))).isEqualTo(approval);
    assertThat(approvalOf(refund(" " + body + "\n"))).isEqualTo(approval);
    assertThat(approvalOf(refund(largeRefund()))).isNotEqualTo(approval);
    gateway.approvals.moveSilently(approval, "approved");
    assertThat(refund(body).statusCode()).isEqualTo(200);
    assertThat(approvalOf(refund(body))).isNotEqualTo(approval);
  }

  @Test
  void letsOnlyOneOfTwoCallsUseAnApproval() throws Exception {
    String body = largeRefund();
    String approval = approvalOf(refund(body));
    gateway.approvals.moveSilently(approval, "approved");
    int before = gateway.upstream.count();
    var one = CompletableFuture.supplyAsync(() -> refund(body, "Countersign-Approval", approval));
    var two = CompletableFuture.supplyAsync(() -> refund(body, "Countersign-Approval", approval));
    assertThat(Set.of(Patience.result(one).statusCode(), Patience.result(two).statusCode()))
        .containsExactlyInAnyOrder(200, 409);
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }

  @Test
  void forwardsNothingWhileTheApprovalServiceIsAway() {
    String body = largeRefund();
    String approval = approvalOf(refund(body));
    gateway.approvals.moveSilently(approval, "approved");
    int before = gateway.upstream.count();
    gateway.approvals.down(true);
    try {
      assertProblem(refund(body, "Countersign-Approval", approval), 503, "approval-unavailable");
      assertProblem(refund(largeRefund()), 503, "approval-unavailable");
      assertThat(refund("{\"amount\":10}").statusCode()).as("needs nobody").isEqualTo(200);
    } finally {
      gateway.approvals.down(false);
    }
    assertThat(gateway.upstream.count()).as("the one that needs nobody").isEqualTo(before + 1);
    assertThat(refund(body, "Countersign-Approval", approval).statusCode()).isEqualTo(200);
  }

  @Test
  void needsNobodyForASmallRefund() {
    assertThat(refund("{\"amount\":10}").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatItCannotWeigh() {
    assertProblem(refund("{\"amount\":\"a lot\"}"), 403, "risk-unknown");
    assertProblem(refund("{}"), 403, "risk-unknown");
  }

  @Test
  void tellsTheRequesterAloneHowAnApprovalStands() {
    String approval = approvalOf(refund(largeRefund()));
    String path = "/countersign/approvals/" + approval;
    HttpResponse<String> requested = gateway.get(path);
    assertThat(requested.statusCode()).isEqualTo(200);
    assertThat(json(requested).path("state").asString()).isEqualTo("requested");
    assertThat(json(requested).path("function").asString()).isEqualTo("refund");
    assertThat(requested.body()).doesNotContain("salt", "arguments");

    gateway.approvals.moveSilently(approval, "approved");
    assertThat(json(gateway.get(path)).path("state").asString()).isEqualTo("approved");

    String bob = TestIssuer.shared().token("bob").groups("support").sign();
    HttpResponse<String> others = RunningGateway.send(gateway.as(bob, path));
    HttpResponse<String> unknown = gateway.get("/countersign/approvals/" + UNKNOWN);
    assertProblem(others, 404, "not-found");
    assertThat(others.body().replace(approval, "")).isEqualTo(unknown.body().replace(UNKNOWN, ""));
    assertProblem(gateway.get("/countersign/approvals/no-id"), 404, "not-found");
    HttpResponse<String> nobody = RunningGateway.send(gateway.as("bad", path));
    assertProblem(nobody, 401, "invalid-token");
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
  }
}

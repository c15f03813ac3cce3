package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static dev.countersign.gateway.Problems.json;
import static dev.countersign.gateway.RecordingUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import dev.countersign.test.Patience;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A call that names a used approval is answered as the call was that used it, and never runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedCallIT {
  private static final AtomicInteger AMOUNTS = new AtomicInteger(7000);
  private static final String MASKED_FOR_OTHERS = "{\"their_own_note\":\"n-1\",\"ok\":true}";

  private RunningGateway gateway;
  private RunningGateway second;
  private FakeRecordings recordings;

  @BeforeAll
  void startTwo() {
    TestKafka kafka = TestKafka.shared();
    recordings = FakeRecordings.start(kafka.bootstrapServers());
    Path state = ServiceProperties.newStateDirectory();
    FakeApprovals approvals = FakeApprovals.start(kafka.bootstrapServers(), state.resolve("trust"));
    Map<String, Object> settings =
        Map.of(
            "countersign.gateway.repeats.recordings",
            recordings.url(),
            "countersign.gateway.repeats.answer-at-most",
            "1KB");
    RecordingUpstream upstream = RecordingUpstream.start();
    gateway = RunningGateway.start(kafka, "gateway-31", state, upstream, approvals, settings);
    gateway.awaitOpen();
    second =
        RunningGateway.start(
            kafka, "gateway-32", state, upstream, approvals, new HashMap<>(settings));
    second.awaitOpen();
  }

  @AfterAll
  void endThem() {
    gateway.close();
    second.close();
  }

  @AfterEach
  void asBefore() {
    gateway.upstream.on("/refunds", json(200, "{\"ok\":true}"));
    gateway.approvals.takeOutcomes(true);
    recordings.down(false);
    recordings.late(false);
    recordings.lying(false);
  }

  /// One call and its approval, which people have given.
  private record Approved(String body, String approval) {}

  private Approved approved() {
    String body = "{\"amount\":%d}".formatted(AMOUNTS.incrementAndGet());
    HttpResponse<String> asked = call(gateway, RunningGateway.alice(), body);
    String approval = json(asked).path("approval").asString();
    gateway.approvals.moveSilently(approval, "approved");
    return new Approved(body, approval);
  }

  private static HttpResponse<String> call(
      RunningGateway through, String token, String body, String... headers) {
    var request = through.as(token, "/payments/refunds").header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return RunningGateway.send(request.POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> repeat(RunningGateway through, Approved approved) {
    return call(
        through,
        RunningGateway.alice(),
        approved.body(),
        "Countersign-Approval",
        approved.approval());
  }

  private HttpResponse<String> run(Approved approved) {
    return repeat(gateway, approved);
  }

  /// Repeats until the answer is in the recording.
  private HttpResponse<String> awaitRepeat(RunningGateway through, Approved approved) {
    return Awaitility.await()
        .until(
            () -> repeat(through, approved), answer -> !answer.body().contains("outcome-pending"));
  }

  @Test
  void getsTheSameAnswerAgainThroughEveryGatewayAndRunsOnce() {
    gateway.upstream.on(
        "/refunds",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/refunds/r-1");
          exchange.getResponseHeaders().set("Set-Cookie", "a=b");
          json(201, "{\"to\":\"ann@example.com\",\"card\":\"4111111111111111\"}").answer(exchange);
        });
    Approved approved = approved();
    int before = gateway.upstream.count();
    HttpResponse<String> first = run(approved);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).doesNotContain("ann@", "4111111111111111");
    assertThat(first.headers().firstValue("Countersign-Replayed")).isEmpty();
    gateway.upstream.on("/refunds", json(500, "{}"));

    for (RunningGateway each : new RunningGateway[] {gateway, second}) {
      HttpResponse<String> again = awaitRepeat(each, approved);
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      for (String same : new String[] {"Content-Type", "Location", "Countersign-Receipt"}) {
        assertThat(again.headers().firstValue(same))
            .as(same)
            .isPresent()
            .isEqualTo(first.headers().firstValue(same));
      }
      assertThat(again.headers().firstValue("Countersign-Replayed"))
          .hasValue(RunningGateway.callOf(first));
      assertThat(RunningGateway.callOf(again)).isNotEqualTo(RunningGateway.callOf(first));
    }
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
    assertThat(gateway.approvals.outcomeOf(approved.approval()).toString())
        .doesNotContain("example.com", "REDACTED", "redacted");
  }

  @Test
  void everyRepetitionIsOnTheRecordAsNotCarriedOut() {
    Approved approved = approved();
    HttpResponse<String> first = run(approved);
    HttpResponse<String> again = awaitRepeat(second, approved);
    CallRefused refusal = second.evidence.refusalOf(RunningGateway.callOf(again));
    assertThat(refusal.reason()).isEqualTo("answer-repeated");
    assertThat(refusal.status()).isEqualTo(200);
    assertThat(refusal.approval()).isEqualTo(approved.approval());
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void anAnswerWithoutBodyIsGivenAgainToo() {
    gateway.upstream.on("/refunds", RecordingUpstream.typed(204, "text/plain", new byte[0]));
    Approved approved = approved();
    assertThat(run(approved).statusCode()).isEqualTo(204);
    recordings.down(true);
    HttpResponse<String> again = repeat(second, approved);
    assertThat(again.statusCode()).isEqualTo(204);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("Countersign-Replayed")).isPresent();
  }

  @Test
  void aFailureIsToldAgainAsItWasAndNothingRunsOnceMore() {
    gateway.upstream.on("/refunds", exchange -> exchange.close());
    Approved approved = approved();
    int before = gateway.upstream.count();
    HttpResponse<String> first = run(approved);
    gateway.upstream.on("/refunds", json(200, "{}"));
    HttpResponse<String> again = repeat(second, approved);
    assertProblem(again, 502, "upstream-failed");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Countersign-Replayed"))
        .hasValue(RunningGateway.callOf(first));
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }

  @Test
  void nobodyElseGetsIt() {
    Approved approved = approved();
    assertThat(run(approved).statusCode()).isEqualTo(200);
    awaitRepeat(gateway, approved);
    String bob = TestIssuer.shared().token("bob").groups("support").sign();
    String agent = TestIssuer.shared().token("alice").groups("support").actor("agent").sign();
    for (String other : new String[] {bob, agent}) {
      HttpResponse<String> answer =
          call(second, other, approved.body(), "Countersign-Approval", approved.approval());
      assertProblem(answer, 409, "approval-mismatch");
      assertThat(answer.body()).doesNotContain("replayed", "outcome");
      assertThat(answer.headers().firstValue("Countersign-Replayed")).isEmpty();
    }
    HttpResponse<String> changed =
        call(
            second,
            RunningGateway.alice(),
            "{\"amount\":%d}".formatted(AMOUNTS.incrementAndGet()),
            "Countersign-Approval",
            approved.approval());
    assertProblem(changed, 409, "approval-mismatch");
  }

  @Test
  void whoHasOtherGroupsByNowIsToldTheFactsOnly() {
    gateway.upstream.on("/refunds", json(200, MASKED_FOR_OTHERS));
    Approved approved = approved();
    HttpResponse<String> first = run(approved);
    assertThat(first.body()).contains("n-1");
    awaitRepeat(gateway, approved);
    String more = TestIssuer.shared().token("alice").groups("support", "others").sign();
    HttpResponse<String> again =
        call(second, more, approved.body(), "Countersign-Approval", approved.approval());
    assertProblem(again, 409, "approval-consumed");
    assertThat(again.body()).doesNotContain("n-1");
  }

  @Test
  void whileTheCallIsUnderWayARepetitionWaits() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    gateway.upstream.on(
        "/refunds",
        exchange -> {
          arrived.countDown();
          Patience.passed(release);
          json(200, "{\"done\":true}").answer(exchange);
        });
    Approved approved = approved();
    int before = gateway.upstream.count();
    var first = CompletableFuture.supplyAsync(() -> run(approved));
    Patience.passed(arrived);
    HttpResponse<String> meanwhile = repeat(second, approved);
    release.countDown();
    assertProblem(meanwhile, 409, "outcome-pending");
    assertThat(meanwhile.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> done = Patience.result(first);
    assertThat(json(meanwhile).path("detail").asString()).contains(RunningGateway.callOf(done));
    assertThat(awaitRepeat(second, approved).body()).isEqualTo(done.body());
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }

  @Test
  void whatIsNotKnownIsSaidAndNeverTriedAgain() {
    gateway.approvals.takeOutcomes(false);
    Approved approved = approved();
    int before = gateway.upstream.count();
    assertThat(run(approved).statusCode()).as("the call does not depend on it").isEqualTo(200);
    assertProblem(repeat(second, approved), 409, "outcome-pending");
    gateway.approvals.age(approved.approval(), Duration.ofMinutes(2));
    HttpResponse<String> unknown = repeat(second, approved);
    assertProblem(unknown, 409, "outcome-unknown");
    assertThat(unknown.headers().firstValue("Retry-After")).isEmpty();
    gateway.approvals.age(approved.approval(), Duration.ofDays(1));
    assertProblem(repeat(second, approved), 409, "approval-consumed");
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }

  @Test
  void anAnswerThatIsTooLargeIsNamedByItsFacts() {
    String large = "{\"text\":\"%s\"}".formatted("x".repeat(1100));
    gateway.upstream.on("/refunds", json(200, large));
    Approved approved = approved();
    HttpResponse<String> first = run(approved);
    HttpResponse<String> again = repeat(second, approved);
    assertProblem(again, 409, "approval-consumed");
    assertThat(json(again).path("call").asString()).isEqualTo(RunningGateway.callOf(first));
    assertThat(json(again).path("callerStatus").asInt()).isEqualTo(200);
    assertThat(json(again).path("outcome").asString()).isEqualTo("completed");
    assertThat(json(again).path("answer").asString())
        .isEqualTo(Digest.of(first.body().getBytes(StandardCharsets.UTF_8)).toString());
    assertThat(json(again).path("receipt").asString())
        .isEqualTo(first.headers().firstValue("Countersign-Receipt").orElseThrow());
  }

  @Test
  void anAnswerThatTheRecordingDoesNotHaveYetIsPending() {
    recordings.late(true);
    Approved approved = approved();
    run(approved);
    HttpResponse<String> again = repeat(second, approved);
    assertProblem(again, 409, "outcome-pending");
    assertThat(again.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void whatTheRecordingAltersOrWithholdsIsNotGiven() {
    Approved approved = approved();
    run(approved);
    awaitRepeat(gateway, approved);
    recordings.lying(true);
    HttpResponse<String> altered = repeat(second, approved);
    assertProblem(altered, 503, "recordings-unavailable");
    recordings.lying(false);
    recordings.down(true);
    HttpResponse<String> down = repeat(second, approved);
    assertProblem(down, 503, "recordings-unavailable");
    assertThat(down.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void aCallThatNamesAUsedApprovalNeverRunsEvenWhereItNeedsNoneByNow() {
    String body = "{\"amount\":5}";
    int before = gateway.upstream.count();
    assertThat(call(gateway, RunningGateway.alice(), body).statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.count()).as("it needs nobody").isEqualTo(before + 1);
    String approval = gateway.approvals.usedBefore(approved().approval(), body);
    HttpResponse<String> named =
        call(gateway, RunningGateway.alice(), body, "Countersign-Approval", approval);
    assertProblem(named, 409, "approval-consumed");
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }
}

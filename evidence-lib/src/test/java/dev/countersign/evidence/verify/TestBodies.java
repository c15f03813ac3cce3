package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Authentication;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.evidence.record.KeepingBody.HoldPlaced;
import dev.countersign.evidence.record.KeepingBody.HoldReleased;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import dev.countersign.evidence.record.RecordBody.Decision;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.evidence.record.RecordBody.Review;
import dev.countersign.evidence.record.WatchBody.MessageQuarantined;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Record bodies of made-up calls: Sam asks through an agent, people of `leads` approve.
final class TestBodies {
  private static final Authentication AUTHENTICATION =
      new Authentication(
          "phrh",
          List.of("pwd", "hwk"),
          Instant.parse("2026-11-20T11:59:00Z"),
          "jkt:0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
          digest("token-id"),
          null);
  static final Party SAM = person("sam", List.of("support"));
  static final Party AGENT = Party.actor("agent-7", "https://id.example", "agent");
  static final Digest ARGUMENTS = digest("arguments");
  static final Digest POLICY = digest("policy");
  static final Instant DEADLINE = TestLog.START.plusSeconds(3600);

  static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00Z");

  private TestBodies() {}

  /// A hold on what was done over a connection.
  static HoldPlaced hold(String hold, String connection) {
    return hold(hold, new HoldScope(connection, null, null, null, null));
  }

  static HoldPlaced hold(String hold, HoldScope scope) {
    return new HoldPlaced(hold, person("kim", null), List.of(), digest("token"), "lawsuit", scope);
  }

  static HoldReleased released(String hold) {
    return new HoldReleased(hold, person("kim", null), List.of(), digest("token"), "settled");
  }

  /// A message set aside that was to stand at this place.
  static MessageQuarantined quarantined(String writer, long epoch, long seq, Digest message) {
    return new MessageQuarantined(
        person("kim", null),
        List.of(),
        digest("token"),
        "broken disk",
        "bad-signature",
        0,
        7,
        message,
        writer,
        epoch,
        seq);
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Party person(String id, @Nullable List<String> groups) {
    return new Party(id, "https://id.example", groups, null);
  }

  static CallIntent intent(String call, @Nullable String approval) {
    return intent(call, approval, "permit", ARGUMENTS, DEADLINE);
  }

  static CallIntent intent(
      String call, @Nullable String approval, String effect, Digest arguments, Instant deadline) {
    return new CallIntent(
        call,
        "session-1",
        null,
        SAM,
        List.of(AGENT),
        digest("token"),
        approval == null ? null : AUTHENTICATION,
        "payments",
        "refund",
        "http",
        "POST /refunds",
        arguments,
        new Decision(effect, POLICY, List.of("grant:support"), "high"),
        approval,
        List.of("pii"),
        null,
        deadline);
  }

  static CallOutcome outcome(String call, Digest intent) {
    return outcome(call, intent, OutcomeStatus.COMPLETED);
  }

  static CallOutcome unknown(String call, Digest intent) {
    return outcome(call, intent, OutcomeStatus.UNKNOWN);
  }

  static CallOutcome answered(String call, Digest intent, Response response) {
    return new CallOutcome(
        call, intent, OutcomeStatus.COMPLETED, 200, 200, response, null, null, null);
  }

  static CallOutcome outcome(String call, Digest intent, OutcomeStatus status) {
    return new CallOutcome(call, intent, status, null, null, null, null, null, null);
  }

  static CallRefused refused(String call) {
    return new CallRefused(
        call,
        null,
        null,
        SAM,
        List.of(AGENT),
        null,
        "payments",
        "refund",
        "http",
        null,
        "guardrail",
        403,
        POLICY,
        List.of(),
        null);
  }

  static ApprovalRequested requested(String approval, String call) {
    return requested(approval, call, 1);
  }

  static ApprovalRequested requested(String approval, String call, int quorum) {
    return requested(approval, call, quorum, null);
  }

  static ApprovalRequested requested(
      String approval, String call, int quorum, @Nullable ApprovalTerms terms) {
    return new ApprovalRequested(
        approval,
        call,
        "session-1",
        SAM,
        List.of(AGENT),
        "payments",
        "refund",
        ARGUMENTS,
        POLICY,
        "high",
        List.of("leads"),
        quorum,
        DEADLINE,
        "PT5M",
        terms == null ? null : List.of("pii"),
        terms == null ? null : digest("because"),
        terms);
  }

  static ApprovalDecided approved(String approval, String... reviewers) {
    return decided(
        approval,
        "approved",
        Stream.of(reviewers).map(id -> person(id, List.of("leads"))).toList(),
        TestLog.START);
  }

  static ApprovalDecided decided(
      String approval, String verdict, List<Party> reviewers, Instant at) {
    List<Review> reviews =
        reviewers.stream()
            .map(reviewer -> new Review(reviewer, verdict, digest("token"), at, null, null, null))
            .toList();
    return new ApprovalDecided(approval, verdict, reviews, DEADLINE);
  }

  static RecordBody consumed(String approval, String call) {
    return new ApprovalConsumed(approval, call, "gateway-0");
  }
}

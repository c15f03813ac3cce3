package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.approval.ApprovalOutcome.Repeated;
import dev.countersign.gateway.approval.RecordedAnswers.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Answers a call that names an approval which a call has used: as that call was answered, where
/// that can be had, and never by running it again. Thread-safe.
///
/// It is asked only about approvals that bind the call at hand: the same caller and actors, the
/// same arguments, connection, function, policy and masking.
@Component
class Repeats {
  // The intent of a call is written before its time begins; what ended is told after it.
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final String NEVER_AGAIN = "; it is not used again.";

  private final RecordedAnswers recordings;
  private final ApprovalSettings approvals;
  private final RepeatSettings settings;
  private final Clock clock;

  Repeats(
      RecordedAnswers recordings,
      ApprovalSettings approvals,
      RepeatSettings settings,
      Clock clock) {
    this.recordings = recordings;
    this.approvals = approvals;
    this.settings = settings;
    this.clock = clock;
  }

  /// What a repeated call comes to.
  ///
  /// @param used the approval, which a call has used
  /// @param answerWithin how long that call could take
  ApprovalOutcome of(Call call, Binding used, Duration answerWithin) {
    UseOutcome outcome = used.outcome();
    if (outcome == null) {
      return withoutOutcome(used, answerWithin);
    }
    if (!outcome.groups().equals(UseOutcome.groupsOf(call.caller()))) {
      return known(used, outcome, "you are in other groups than it was answered for");
    }
    return switch (outcome.status()) {
      case "completed" -> completed(used, outcome);
      case "failed" -> failed(used, outcome);
      default -> known(used, outcome, "its answer broke off");
    };
  }

  /// What a repeated call comes to of which nothing more may be told than who used the approval.
  ApprovalOutcome consumed(Binding used) {
    return refused(used, new Problem(ProblemType.APPROVAL_CONSUMED, usedBy(used) + NEVER_AGAIN));
  }

  private ApprovalOutcome withoutOutcome(Binding used, Duration answerWithin) {
    Instant now = clock.instant();
    Instant at = used.consumedAt();
    Instant until = used.outcomeUntil();
    if (at == null || until == null || !now.isBefore(until)) {
      return consumed(used);
    }
    return now.isBefore(at.plus(answerWithin).plus(GRACE))
        ? pending(used, "which is under way")
        : refused(
            used,
            new Problem(
                ProblemType.OUTCOME_UNKNOWN,
                usedBy(used) + ", of which it is not known how it ended" + NEVER_AGAIN));
  }

  private ApprovalOutcome completed(Binding used, UseOutcome outcome) {
    Integer status = outcome.callerStatus();
    String digest = outcome.digest();
    Long bytes = outcome.bytes();
    if (status == null || digest == null || bytes == null || !recordings.has(bytes)) {
      return known(used, outcome, "its answer is not kept here");
    }
    return switch (recordings.find(outcome.call(), Digest.parse(digest), bytes)) {
      case Found.Answer(byte[] body) ->
          repeated(
              used,
              outcome,
              new Repeated.Answer(status, outcome.contentType(), outcome.headers(), body));
      case Found.Nothing _
          when clock.instant().isBefore(outcome.at().plus(settings.arriveWithin())) ->
          pending(used, "whose answer is on its way to the recording");
      case Found.Nothing _ -> known(used, outcome, "its answer is not kept any more");
      case Found.Unavailable _ ->
          refused(
              used,
              new Problem(
                      ProblemType.RECORDINGS_UNAVAILABLE,
                      usedBy(used) + ", whose answer cannot be had now. Try again.")
                  .after(approvals.retryAfter()));
    };
  }

  private ApprovalOutcome failed(Binding used, UseOutcome outcome) {
    Integer status = outcome.callerStatus();
    String detail = outcome.detail();
    Optional<ProblemType> type =
        Arrays.stream(ProblemType.values())
            .filter(known -> known.wireName().equals(outcome.failure()))
            .findFirst();
    return status == null || detail == null || type.isEmpty()
        ? known(used, outcome, "it failed")
        : repeated(
            used,
            outcome,
            new Repeated.Failure(new Problem(type.orElseThrow(), detail, status, null, Map.of())));
  }

  private static ApprovalOutcome repeated(Binding used, UseOutcome outcome, Repeated.Told told) {
    return new Repeated(used.approval(), outcome.call(), outcome.receipt(), told);
  }

  private ApprovalOutcome pending(Binding used, String why) {
    return refused(
        used,
        new Problem(ProblemType.OUTCOME_PENDING, usedBy(used) + ", " + why + NEVER_AGAIN)
            .after(approvals.retryAfter()));
  }

  private static ApprovalOutcome known(Binding used, UseOutcome outcome, String why) {
    Problem problem =
        new Problem(ProblemType.APPROVAL_CONSUMED, usedBy(used) + " (" + why + ")" + NEVER_AGAIN);
    return refused(used, problem.with(facts(outcome)));
  }

  private static Map<String, Object> facts(UseOutcome outcome) {
    Map<String, Object> facts = new LinkedHashMap<>();
    put(facts, "call", outcome.call());
    put(facts, "outcome", outcome.status());
    put(facts, "callerStatus", outcome.callerStatus());
    put(facts, "failure", outcome.failure());
    put(facts, "answer", outcome.digest());
    put(facts, "intent", outcome.intent());
    put(facts, "receipt", outcome.receipt());
    put(facts, "at", outcome.at().toString());
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
  }

  private static String usedBy(Binding used) {
    String call = used.consumedBy();
    return "The approval has been used" + (call == null ? "" : " by the call " + call);
  }

  private static ApprovalOutcome refused(Binding used, Problem problem) {
    return new ApprovalOutcome.Refused(Optional.of(used.approval()), problem);
  }
}

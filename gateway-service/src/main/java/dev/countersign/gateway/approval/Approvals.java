package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.approval.ApprovalUse.Ground;
import dev.countersign.gateway.approval.HeldCalls.Heard;
import dev.countersign.gateway.approval.HeldCalls.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gets a call its approval: asks for one, waits for people, checks what they approved, uses it up.
///
/// ## Guarantees
///
/// [ApprovalOutcome.Used] is returned only after the approval-service has said that this call, and
/// no other, used up an approval whose commitment was computed anew here over the arguments that
/// will be forwarded. Signed decisions from Kafka only wake who waits.
///
/// ## Failure
///
/// Fails closed: where the approval-service or Kafka does not answer, the call is refused with
/// `approval-unavailable`. Where the answer to a use is lost, the approval may be used up although
/// nothing was forwarded; it is not given back.
///
/// ## Concurrency
///
/// Thread-safe; blocks the calling thread while the call is held, at most
/// [ApprovalSettings#heldAtMost] of them.
@Component
public class Approvals {
  private final ApprovalRequests requests;
  private final ApprovalUse use;
  private final HeldCalls held;
  private final ApprovalSettings settings;

  Approvals(ApprovalRequests requests, ApprovalUse use, HeldCalls held, ApprovalSettings settings) {
    this.requests = requests;
    this.use = use;
    this.held = held;
    this.settings = settings;
  }

  /// How a caller waits.
  ///
  /// @param time how long it is ready to
  /// @param isGone whether it has gone away
  public record Patience(Duration time, BooleanSupplier isGone) {}

  /// Gets an approval for a call.
  ///
  /// @param presented the approval that the caller wants to use; null when it named none
  public ApprovalOutcome obtain(
      Call call, Demand demand, @Nullable String presented, Patience patience) {
    if (demand.shown().length > settings.shownAtMost()) {
      return refused(ProblemType.TOO_LARGE, "The arguments are too large to be approved.");
    }
    Patience hold = bounded(demand, patience);
    boolean waits = !hold.time().isZero();
    if (waits && !held.enter()) {
      return refused(ProblemType.TOO_MANY_HELD, "Too many calls wait for approval. Try again.");
    }
    try {
      return presented == null ? ask(call, demand, hold) : retry(call, demand, presented, hold);
    } catch (ApprovalUnavailableException e) {
      return unavailable();
    } finally {
      if (waits) {
        held.leave();
      }
    }
  }

  // A broken glass needs no people, only the approval-service's word: it is waited for.
  private Patience bounded(Demand demand, Patience patience) {
    Duration least = demand.breaksGlass() ? settings.glassWithin() : Duration.ZERO;
    Duration time = patience.time().compareTo(least) < 0 ? least : patience.time();
    Duration most = settings.holdAtMost().compareTo(least) < 0 ? least : settings.holdAtMost();
    return new Patience(time.compareTo(most) > 0 ? most : time, patience.isGone());
  }

  private ApprovalOutcome ask(Call call, Demand demand, Patience hold) {
    Asked own = requests.pending(call, demand);
    if (own == null) {
      return find(call, demand, hold);
    }
    ApprovalOutcome outcome = await(call, demand, own, hold);
    return isOver(outcome)
        ? find(call, demand, new Patience(Duration.ZERO, hold.isGone()))
        : outcome;
  }

  // A request that was used or has ended meanwhile is not this call's: it gets one of its own.
  private static boolean isOver(ApprovalOutcome outcome) {
    return isUsed(outcome)
        || outcome instanceof ApprovalOutcome.Refused refused
            && refused.problem().type() == ProblemType.APPROVAL_EXPIRED;
  }

  // Another gateway, or an earlier life of this one, may have asked people the same.
  private ApprovalOutcome find(Call call, Demand demand, Patience hold) {
    ApprovalUse.Earlier earlier = use.findOpen(call, demand);
    Asked known = earlier.open().orElse(null);
    if (known != null) {
      requests.remember(call, demand, known);
      return await(call, demand, known, hold);
    }
    return earlier.mayAsk()
        ? askAnew(call, demand, hold, earlier.viewKey())
        : refused(
            ProblemType.TOO_MANY_APPROVALS, "You have asked for too many approvals. Try later.");
  }

  private ApprovalOutcome askAnew(
      Call call, Demand demand, Patience hold, @Nullable String viewKey) {
    Asked fresh = requests.draft(call, demand);
    try (Seat seat = held.seat(fresh.approval())) {
      requests.publish(call, demand, fresh, viewKey);
      return hold.time().isZero()
          ? use.pending(fresh)
          : awaitDecision(call, demand, fresh, seat, hold);
    }
  }

  private ApprovalOutcome retry(Call call, Demand demand, String presented, Patience hold) {
    Asked own = requests.ownPending(call, demand, presented);
    Asked asked = use.bound(call, demand, presented).orElse(own);
    if (asked == null) {
      return use.mismatch();
    }
    ApprovalOutcome outcome = await(call, demand, asked, hold);
    return isUsed(outcome)
        ? use.repeated(call, Ground.of(demand), presented).orElse(outcome)
        : outcome;
  }

  /// What a call comes to that needs no approval but names one which a call has used: it has run.
  /// Empty where that is not so.
  ///
  /// @param policy digest of the configuration in force
  /// @param masking what the call is masked by
  /// @param answerWithin how long the call may take
  public Optional<ApprovalOutcome> repeated(
      Call call, Digest policy, List<String> masking, Duration answerWithin, String presented) {
    try {
      return use.repeated(call, new Ground(policy, masking, answerWithin), presented);
    } catch (ApprovalUnavailableException e) {
      return Optional.of(unavailable());
    }
  }

  private static ApprovalOutcome unavailable() {
    return refused(ProblemType.APPROVAL_UNAVAILABLE, "Approvals cannot be had now. Try again.");
  }

  private static boolean isUsed(ApprovalOutcome outcome) {
    return outcome instanceof ApprovalOutcome.Refused refused
        && refused.problem().type() == ProblemType.APPROVAL_CONSUMED;
  }

  // Listens before it asks, so that a decision in between is not missed.
  private ApprovalOutcome await(Call call, Demand demand, Asked asked, Patience hold) {
    try (Seat seat = held.seat(asked.approval())) {
      ApprovalOutcome now = use.settle(call, demand, asked);
      return now instanceof ApprovalOutcome.Pending && !hold.time().isZero()
          ? awaitDecision(call, demand, asked, seat, hold)
          : now;
    }
  }

  // Whatever was heard, or nothing: the approval-service is asked how things stand.
  private ApprovalOutcome awaitDecision(
      Call call, Demand demand, Asked asked, Seat seat, Patience hold) {
    return switch (seat.await(hold, settings.lookForCallerEvery())) {
      case Heard.Decision(ApprovalState state) when state == ApprovalState.APPROVED ->
          use.consume(call, demand, asked);
      case Heard.Gone _ when seat.isAlone() -> use.abandon(call, demand, asked);
      case Heard.Gone _ -> new ApprovalOutcome.Abandoned(asked.approval());
      case Heard _ -> use.settle(call, demand, asked);
    };
  }

  private static ApprovalOutcome refused(ProblemType type, String detail) {
    return new ApprovalOutcome.Refused(Optional.empty(), new Problem(type, detail));
  }
}

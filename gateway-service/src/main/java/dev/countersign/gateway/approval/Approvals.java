package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.approval.HeldCalls.Seat;
import java.time.Duration;
import java.util.Optional;
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

  /// Gets an approval for a call.
  ///
  /// @param presented the approval that the caller wants to use; null when it named none
  /// @param hold how long the caller is ready to wait
  public ApprovalOutcome obtain(
      Call call, Demand demand, @Nullable String presented, Duration hold) {
    if (demand.shown().length > settings.shownAtMost()) {
      return refused(ProblemType.TOO_LARGE, "The arguments are too large to be approved.");
    }
    Duration wait = hold.compareTo(settings.holdAtMost()) > 0 ? settings.holdAtMost() : hold;
    if (!wait.isZero() && !held.enter()) {
      return refused(ProblemType.TOO_MANY_HELD, "Too many calls wait for approval. Try again.");
    }
    try {
      return presented == null ? ask(call, demand, wait) : retry(call, demand, presented, wait);
    } catch (ApprovalUnavailableException e) {
      return refused(ProblemType.APPROVAL_UNAVAILABLE, "Approvals cannot be had now. Try again.");
    } finally {
      if (!wait.isZero()) {
        held.leave();
      }
    }
  }

  private ApprovalOutcome ask(Call call, Demand demand, Duration wait) {
    Asked own = requests.pending(call, demand);
    if (own != null) {
      ApprovalOutcome outcome = await(call, demand, own, wait);
      return isOver(outcome) ? askAnew(call, demand, Duration.ZERO) : outcome;
    }
    return askAnew(call, demand, wait);
  }

  // A request that was used or has ended meanwhile is not this call's: it gets one of its own.
  private static boolean isOver(ApprovalOutcome outcome) {
    return outcome instanceof ApprovalOutcome.Refused refused
        && (refused.problem().type() == ProblemType.APPROVAL_CONSUMED
            || refused.problem().type() == ProblemType.APPROVAL_EXPIRED);
  }

  private ApprovalOutcome askAnew(Call call, Demand demand, Duration wait) {
    Asked fresh = requests.draft(call, demand);
    try (Seat seat = held.seat(fresh.approval())) {
      requests.publish(call, demand, fresh);
      return wait.isZero() ? use.pending(fresh) : awaitDecision(call, demand, fresh, seat, wait);
    }
  }

  private ApprovalOutcome retry(Call call, Demand demand, String presented, Duration wait) {
    Asked own = requests.ownPending(call, demand, presented);
    Asked asked = use.bound(call, demand, presented).orElse(own);
    return asked == null ? use.mismatch() : await(call, demand, asked, wait);
  }

  // Listens before it asks, so that a decision in between is not missed.
  private ApprovalOutcome await(Call call, Demand demand, Asked asked, Duration wait) {
    try (Seat seat = held.seat(asked.approval())) {
      ApprovalOutcome now = use.settle(call, demand, asked);
      return now instanceof ApprovalOutcome.Pending && !wait.isZero()
          ? awaitDecision(call, demand, asked, seat, wait)
          : now;
    }
  }

  // Whatever was heard, or nothing: the approval-service is asked how things stand.
  private ApprovalOutcome awaitDecision(
      Call call, Demand demand, Asked asked, Seat seat, Duration wait) {
    return seat.await(wait) == ApprovalState.APPROVED
        ? use.consume(call, demand, asked)
        : use.settle(call, demand, asked);
  }

  private static ApprovalOutcome refused(ProblemType type, String detail) {
    return new ApprovalOutcome.Refused(Optional.empty(), new Problem(type, detail));
  }
}

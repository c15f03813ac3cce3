package dev.countersign.approval.request;

import dev.countersign.approval.quorum.Tally;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.approval.request.Step.Refusal;
import dev.countersign.approval.request.Step.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request for approval, the reviews it got, what else people did with it, and the state all that
/// led to: the state machine.
///
/// Immutable. Every method that changes something gives the next approval or says why not; time
/// comes in as a parameter. Two clocks limit it: `decideBy` the deciding, [#useBy()] the using. A
/// clock counts from the moment it runs out, whether or not anybody has swept yet.
public record Approval(
    ApprovalRequest request,
    ApprovalState state,
    List<Review> reviews,
    @Nullable Consumption consumption,
    List<Act> acts) {
  /// How many comments an approval takes.
  public static final int MAX_COMMENTS = 100;

  public Approval {
    reviews = List.copyOf(reviews);
    acts = List.copyOf(acts);
  }

  static Approval requested(ApprovalRequest request) {
    return new Approval(request, ApprovalState.REQUESTED, List.of(), null, List.of());
  }

  public UUID id() {
    return request.approval();
  }

  /// Approves what nobody is asked about beforehand: the configuration let the caller break the
  /// glass, and people review it afterwards.
  Step breakGlass() {
    return request.breaksGlass() && state == ApprovalState.REQUESTED
        ? moveTo(ApprovalState.APPROVED)
        : new Refused(Refusal.NOT_APPROVED);
  }

  /// Counts one person's verdict. Enough denials deny; the quorum of distinct people approves.
  public Step review(Review review) {
    if (reviews.stream().anyMatch(known -> known.reviewer().isSameAs(review.reviewer()))) {
      return new Refused(Refusal.ALREADY_REVIEWED);
    }
    if (state != ApprovalState.REQUESTED) {
      return new Refused(Refusal.ALREADY_DECIDED);
    }
    if (!review.at().isBefore(request.decideBy())) {
      return new Refused(Refusal.OUT_OF_TIME);
    }
    List<Review> all = new ArrayList<>(reviews);
    all.add(review);
    return new Moved(new Approval(request, after(tally(all)), all, null, acts));
  }

  /// Takes the request back. An approval that is not used yet may still be taken back.
  public Step withdraw(Instant now) {
    return switch (state) {
      case REQUESTED, APPROVED ->
          isOutOfTime(now) ? new Refused(Refusal.OUT_OF_TIME) : moveTo(ApprovalState.WITHDRAWN);
      default -> new Refused(Refusal.ALREADY_DECIDED);
    };
  }

  /// Takes an approval back that no call has used yet.
  public Step revoke(Act revocation) {
    return switch (state) {
      case APPROVED ->
          isOutOfTime(revocation.at())
              ? new Refused(Refusal.OUT_OF_TIME)
              : with(revocation, ApprovalState.REVOKED);
      case CONSUMED -> new Refused(Refusal.ALREADY_CONSUMED);
      case REQUESTED -> new Refused(Refusal.NOT_APPROVED);
      default -> new Refused(Refusal.ALREADY_DECIDED);
    };
  }

  /// Judges a broken glass, once, whatever became of it; also after its time.
  public Step judge(Act review) {
    if (!request.breaksGlass()) {
      return new Refused(Refusal.NOT_DUE);
    }
    return glassReview().isPresent() ? new Refused(Refusal.ALREADY_REVIEWED) : with(review, state);
  }

  /// Adds a comment, which changes nothing else.
  public Step comment(Act comment) {
    long comments = acts.stream().filter(act -> act.kind() == Act.Kind.COMMENTED).count();
    return comments < MAX_COMMENTS ? with(comment, state) : new Refused(Refusal.FULL);
  }

  /// Who judged the broken glass, and how.
  public Optional<Act> glassReview() {
    return acts.stream().filter(act -> act.kind().isReview()).findFirst();
  }

  /// Who took it back.
  public Optional<Act> revocation() {
    return acts.stream().filter(act -> act.kind() == Act.Kind.REVOKED).findFirst();
  }

  private Step with(Act act, ApprovalState next) {
    List<Act> all = new ArrayList<>(acts);
    all.add(act);
    return new Moved(new Approval(request, next, reviews, consumption, all));
  }

  /// Ends what nobody decided, or nobody used, in time.
  public Step expire(Instant now) {
    if (!isOutOfTime(now)) {
      return new Refused(Refusal.NOT_DUE);
    }
    return moveTo(state == ApprovalState.REQUESTED ? ApprovalState.EXPIRED : ApprovalState.LAPSED);
  }

  /// Uses the approval for one call; there is no second time.
  public Step consume(Consumption use) {
    return switch (state) {
      case APPROVED ->
          isOutOfTime(use.at())
              ? new Refused(Refusal.OUT_OF_TIME)
              : new Moved(new Approval(request, ApprovalState.CONSUMED, reviews, use, acts));
      case CONSUMED -> new Refused(Refusal.ALREADY_CONSUMED);
      case EXPIRED, LAPSED -> new Refused(Refusal.OUT_OF_TIME);
      case REQUESTED ->
          new Refused(isOutOfTime(use.at()) ? Refusal.OUT_OF_TIME : Refusal.NOT_APPROVED);
      case DENIED, WITHDRAWN, REVOKED -> new Refused(Refusal.NOT_APPROVED);
    };
  }

  /// When the last review came that decided it; absent while undecided. A broken glass decides at
  /// once.
  public @Nullable Instant decidedAt() {
    if (request.breaksGlass()) {
      return request.at();
    }
    return tally(reviews) == Tally.OPEN
        ? null
        : reviews.stream().map(Review::at).max(Comparator.naturalOrder()).orElse(null);
  }

  /// Until when it may be used; absent unless enough people agreed.
  public @Nullable Instant useBy() {
    Instant decided = decidedAt();
    return decided == null || tally(reviews) != Tally.APPROVED
        ? null
        : decided.plus(request.useWithin());
  }

  /// Whether reviews and acts bear the state out. A state without them was not reached through
  /// here.
  boolean standsOnItsReviews() {
    Tally tally = tally(reviews);
    boolean stands =
        switch (state) {
          case REQUESTED, EXPIRED -> tally == Tally.OPEN;
          case APPROVED, CONSUMED, LAPSED, REVOKED -> tally == Tally.APPROVED;
          case DENIED -> tally == Tally.DENIED;
          case WITHDRAWN -> tally != Tally.DENIED;
        };
    return stands && revocation().isPresent() == (state == ApprovalState.REVOKED);
  }

  private boolean isOutOfTime(Instant now) {
    Instant useBy = useBy();
    return switch (state) {
      case REQUESTED -> !now.isBefore(request.decideBy());
      case APPROVED -> useBy != null && !now.isBefore(useBy);
      default -> false;
    };
  }

  private Step moveTo(ApprovalState next) {
    return new Moved(new Approval(request, next, reviews, consumption, acts));
  }

  private Tally tally(List<Review> given) {
    if (request.breaksGlass()) {
      return Tally.APPROVED;
    }
    return request.neededQuorum().count(given.stream().map(Review::vote).toList());
  }

  private static ApprovalState after(Tally tally) {
    return switch (tally) {
      case OPEN -> ApprovalState.REQUESTED;
      case APPROVED -> ApprovalState.APPROVED;
      case DENIED -> ApprovalState.DENIED;
    };
  }
}

package dev.countersign.approval.review;

import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRegister;
import dev.countersign.approval.request.Review;
import dev.countersign.approval.request.Step;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.approval.request.Step.Refused;
import dev.countersign.approval.request.Verdict;
import dev.countersign.approval.request.Visibility;
import dev.countersign.evidence.record.Party;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Where a person's verdict is taken: who may give one is checked first, then whether it still
/// counts.
@Service
class ReviewDesk {
  private final ApprovalRegister register;
  private final Visibility visibility;

  ReviewDesk(ApprovalRegister register, Visibility visibility) {
    this.register = register;
    this.visibility = visibility;
  }

  /// Takes a verdict; gives the approval as it then stands.
  ///
  /// @throws ProblemException `not-found`, `own-request`, `not-a-reviewer`, `already-reviewed`,
  ///   `already-decided`
  Approval review(UUID id, VerifiedToken caller, Verdict verdict, @Nullable String comment) {
    Approval seen = visibility.find(id, caller);
    requireReviewer(seen, caller);
    Party reviewer = asReviewer(seen, caller);
    return moved(
        register.change(
            id,
            approval ->
                approval.review(
                    new Review(reviewer, verdict, comment, caller.digest(), register.now()))));
  }

  /// Takes the caller's own request back.
  ///
  /// @throws ProblemException `not-found`, `not-the-requester`, `already-decided`
  Approval withdraw(UUID id, VerifiedToken caller) {
    Approval seen = visibility.find(id, caller);
    if (!seen.request().reviewers().isSubject(caller)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-the-requester", "Only who asked may take a request back.");
    }
    return moved(register.change(id, approval -> approval.withdraw(register.now())));
  }

  private static void requireReviewer(Approval approval, VerifiedToken caller) {
    switch (approval.request().reviewers().judge(caller)) {
      case MAY_REVIEW -> {}
      case OWN_REQUEST ->
          throw new ProblemException(
              HttpStatus.FORBIDDEN,
              "own-request",
              "Nobody decides a call they asked for or take part in.");
      case NOT_A_REVIEWER ->
          throw new ProblemException(
              HttpStatus.FORBIDDEN,
              "not-a-reviewer",
              "Only a person of the groups that were asked decides, and in person.");
    }
  }

  // Of the reviewer's groups only those matter, and are recorded, that made them one.
  private static Party asReviewer(Approval approval, VerifiedToken caller) {
    return new Party(
        caller.subject(),
        caller.issuer(),
        approval.request().from().stream().filter(caller::isIn).toList(),
        caller.kind());
  }

  private static Approval moved(Step step) {
    return switch (step) {
      case Moved(Approval next) -> next;
      case Refused(Step.Refusal reason) -> throw problem(reason);
    };
  }

  private static ProblemException problem(Step.Refusal reason) {
    return switch (reason) {
      case ALREADY_REVIEWED ->
          new ProblemException(
              HttpStatus.CONFLICT, "already-reviewed", "You have given your verdict on this.");
      case OUT_OF_TIME ->
          new ProblemException(
              HttpStatus.CONFLICT, "already-decided", "The time for this has run out.");
      case ALREADY_DECIDED, ALREADY_CONSUMED, NOT_APPROVED, NOT_DUE ->
          new ProblemException(
              HttpStatus.CONFLICT, "already-decided", "This is not open any more.");
    };
  }
}

package dev.countersign.approval.review;

import dev.countersign.approval.quorum.Eligibility;
import dev.countersign.approval.quorum.Reviewers;
import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.approval.request.Step;
import dev.countersign.approval.request.Verdict;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Who may do what with an approval, and what is answered to whom may not.
final class Entitlement {
  private Entitlement() {}

  static void requireReviewer(Reviewers reviewers, VerifiedToken caller) {
    switch (reviewers.judge(caller)) {
      case MAY_REVIEW -> {}
      case OWN_REQUEST ->
          throw forbidden(
              "own-request",
              "Nobody decides a call they asked for, take part in or answer for the agent of.");
      case NOT_A_REVIEWER ->
          throw forbidden(
              "not-a-reviewer",
              "Only a person of the groups that were asked decides, and in person.");
    }
  }

  static void requireRequester(Reviewers reviewers, VerifiedToken caller) {
    if (!reviewers.isRequester(caller)) {
      throw forbidden("not-the-requester", "Only who asked may take a request back.");
    }
  }

  static void requireRevoker(Approval approval, VerifiedToken caller) {
    ApprovalRequest request = approval.request();
    boolean inPerson = caller.kind().equals("person") && caller.actors().isEmpty();
    boolean approved =
        approval.reviews().stream()
            .anyMatch(review ->
                review.verdict() == Verdict.APPROVED && review.reviewer().isSameAs(caller.party()));
    boolean may =
        inPerson && approved
            || isOf(request.revokers(), caller)
            || isOf(request.glassReviewers(), caller);
    if (!may) {
      throw forbidden(
          "not-a-revoker", "Only who approved, or somebody of the rule's revokers, may revoke.");
    }
  }

  private static boolean isOf(Reviewers some, VerifiedToken caller) {
    return some.judge(caller) == Eligibility.MAY_REVIEW;
  }

  static void requireComment(@Nullable Boolean required, @Nullable String comment) {
    if (required != null && required && (comment == null || comment.isBlank())) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "comment-required", "A verdict on this needs a comment.");
    }
  }

  static void requireGlass(ApprovalRequest request) {
    if (!request.breaksGlass()) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "no-broken-glass", "This was asked for beforehand.");
    }
  }

  static ProblemException problem(Step.Refusal reason) {
    return switch (reason) {
      case ALREADY_REVIEWED -> conflict("already-reviewed", "The verdict on this is given.");
      case OUT_OF_TIME -> conflict("already-decided", "The time for this has run out.");
      case ALREADY_CONSUMED -> conflict("already-consumed", "A call has used this approval.");
      case NOT_APPROVED -> conflict("not-approved", "This is not approved.");
      case FULL -> conflict("too-many-comments", "This takes no more comments.");
      case ALREADY_DECIDED, NOT_DUE -> conflict("already-decided", "This is not open any more.");
    };
  }

  private static ProblemException conflict(String name, String detail) {
    return new ProblemException(HttpStatus.CONFLICT, name, detail);
  }

  private static ProblemException forbidden(String name, String detail) {
    return new ProblemException(HttpStatus.FORBIDDEN, name, detail);
  }
}

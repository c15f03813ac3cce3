package dev.countersign.approval.request;

import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who sees an approval: who asked for it, who may be asked to decide it or did, and auditors. To
/// everybody else it does not exist.
@Component
public class Visibility {
  private final ApprovalRegister register;
  private final ApprovalSettings settings;

  Visibility(ApprovalRegister register, ApprovalSettings settings) {
    this.register = register;
    this.settings = settings;
  }

  /// The approval as this caller sees it.
  ///
  /// @throws ProblemException 404, alike for what is not there and what is not shown
  public Approval find(UUID id, VerifiedToken caller) {
    return register
        .find(id)
        .filter(approval -> isVisible(approval, caller))
        .orElseThrow(() -> ProblemException.notFound("This approval"));
  }

  /// Whether the caller may know of it at all.
  public boolean isVisible(Approval approval, VerifiedToken caller) {
    ApprovalRequest request = approval.request();
    return request.reviewers().isRequester(caller)
        || request.reviewers().isAsked(caller)
        || request.glassReviewers().isAsked(caller)
        || request.revokers().isAsked(caller)
        || caller.isIn(settings.auditors())
        || approval.reviews().stream()
            .anyMatch(review -> review.reviewer().isSameAs(caller.party()));
  }
}

package dev.countersign.approval.review;

import dev.countersign.approval.passkey.Assertion;
import dev.countersign.approval.request.Act;
import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRegister;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.approval.request.Review;
import dev.countersign.approval.request.Showing;
import dev.countersign.approval.request.Step;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.approval.request.Step.Refused;
import dev.countersign.approval.request.Verdict;
import dev.countersign.approval.request.Visibility;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Where people say something about a call: who may is checked first, then whether it still counts.
@Service
class ReviewDesk {
  private final ApprovalRegister register;
  private final Visibility visibility;
  private final Signing signing;
  private final Showing showing;

  ReviewDesk(ApprovalRegister register, Visibility visibility, Signing signing, Showing showing) {
    this.register = register;
    this.visibility = visibility;
    this.signing = signing;
    this.showing = showing;
  }

  /// What a person says to a request.
  ///
  /// @param assertion the person's signature, where the terms demand one
  record Saying(Verdict verdict, @Nullable String comment, @Nullable Assertion assertion) {}

  /// Takes a verdict; gives the approval as it then stands.
  ///
  /// @throws ProblemException `not-found`, `own-request`, `not-a-reviewer`, `comment-required`,
  ///   `signature-required`, `already-reviewed`, `already-decided`
  /// @throws StepUpException when the person has to authenticate anew, or better
  Approval review(UUID id, VerifiedToken caller, Saying saying) {
    ApprovalRequest request = visibility.find(id, caller).request();
    Entitlement.requireReviewer(request.reviewers(), caller);
    Entitlement.requireComment(request.agreedTerms().commentRequired(), saying.comment());
    Review.Presence proof = prove(request, caller, saying);
    Party reviewer = as(caller, request.from());
    Digest view = showing.viewOf(request, caller);
    return change(
        id,
        approval ->
            approval.review(
                new Review(
                    reviewer,
                    saying.verdict(),
                    saying.comment(),
                    caller.digest(),
                    register.now(),
                    proof,
                    view)));
  }

  // A denial needs no signature: it lets nothing through.
  private Review.@Nullable Presence prove(
      ApprovalRequest request, VerifiedToken caller, Saying saying) {
    Review.Presence proof = StepUp.require(request.agreedTerms(), caller, register.now());
    return saying.verdict() == Verdict.APPROVED
        ? signing.require(request, caller, saying.assertion(), proof)
        : proof;
  }

  /// What a reviewer signs with a passkey to approve.
  ///
  /// @throws ProblemException `not-found`, `own-request`, `not-a-reviewer`, `signature-required`
  Signing.Challenge challenge(UUID id, VerifiedToken caller) {
    ApprovalRequest request = visibility.find(id, caller).request();
    Entitlement.requireReviewer(request.reviewers(), caller);
    return signing.challenge(request, caller);
  }

  /// Takes the caller's own request back.
  ///
  /// @throws ProblemException `not-found`, `not-the-requester`, `already-decided`
  Approval withdraw(UUID id, VerifiedToken caller) {
    Entitlement.requireRequester(visibility.find(id, caller).request().reviewers(), caller);
    return change(id, approval -> approval.withdraw(register.now()));
  }

  /// Takes an approval back: by somebody who approved, or of a group that the rule names.
  ///
  /// @throws ProblemException `not-found`, `not-a-revoker`, `not-approved`, `already-consumed`,
  ///   `already-decided`
  Approval revoke(UUID id, VerifiedToken caller, @Nullable String reason) {
    Approval seen = visibility.find(id, caller);
    Entitlement.requireRevoker(seen, caller);
    ApprovalRequest request = seen.request();
    List<String> groups =
        Stream.of(request.from(), request.revokers().groups(), request.glassReviewers().groups())
            .flatMap(List::stream)
            .distinct()
            .toList();
    return change(
        id, approval -> approval.revoke(act(Act.Kind.REVOKED, as(caller, groups), reason, caller)));
  }

  /// Adds a comment of anybody who sees the approval; in person.
  ///
  /// @throws ProblemException `not-found`, `too-many-comments`
  Approval comment(UUID id, VerifiedToken caller, String text) {
    visibility.find(id, caller);
    Party by = as(caller, List.of());
    return change(id, approval -> approval.comment(act(Act.Kind.COMMENTED, by, text, caller)));
  }

  /// Judges a broken glass afterwards.
  ///
  /// @throws ProblemException `not-found`, `own-request`, `not-a-reviewer`, `already-reviewed`,
  ///   `no-broken-glass`
  Approval judge(UUID id, VerifiedToken caller, boolean justified, String text) {
    ApprovalRequest request = visibility.find(id, caller).request();
    Entitlement.requireGlass(request);
    Entitlement.requireReviewer(request.glassReviewers(), caller);
    Act.Kind kind = justified ? Act.Kind.JUSTIFIED : Act.Kind.UNJUSTIFIED;
    Party by = as(caller, request.glassReviewers().groups());
    return change(id, approval -> approval.judge(act(kind, by, text, caller)));
  }

  private Act act(Act.Kind kind, Party by, @Nullable String text, VerifiedToken caller) {
    return new Act(kind, by, text, caller.digest(), register.now());
  }

  // Of somebody's groups only those matter, and are recorded, that entitle them.
  private static Party as(VerifiedToken caller, List<String> groups) {
    return new Party(
        caller.subject(),
        caller.issuer(),
        groups.stream().filter(caller::isIn).toList(),
        caller.kind());
  }

  private Approval change(UUID id, Function<Approval, Step> decision) {
    return switch (register.change(id, decision)) {
      case Moved(Approval next) -> next;
      case Refused(Step.Refusal reason) -> throw Entitlement.problem(reason);
    };
  }
}

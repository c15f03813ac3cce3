package dev.countersign.approval.request;

import dev.countersign.evidence.record.ApprovalBody;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The evidence record that belongs to each change of state.
final class Proof {
  private static final String BROKEN_GLASS = "broken-glass";

  private Proof() {}

  /// The record of what came to an approval, where that belongs on the record.
  static Optional<RecordBody> of(Approval before, Approval next) {
    if (next.state() != before.state()) {
      return Optional.of(of(next));
    }
    return before.glassReview().isPresent()
        ? Optional.empty()
        : next.glassReview().map(review -> reviewed(next, review));
  }

  /// The record of an approval having reached its state.
  static RecordBody of(Approval approval) {
    return switch (approval.state()) {
      case REQUESTED -> requested(approval.request());
      case APPROVED, DENIED -> decided(approval);
      case CONSUMED -> consumed(approval);
      case REVOKED -> revoked(approval, approval.revocation().orElseThrow());
      case EXPIRED, LAPSED, WITHDRAWN ->
          new RecordBody.ApprovalExpired(approval.id().toString(), approval.state().wireName());
    };
  }

  private static RecordBody revoked(Approval approval, Act act) {
    return new ApprovalBody.ApprovalRevoked(
        approval.id().toString(), act.by(), act.token(), act.at());
  }

  private static RecordBody reviewed(Approval approval, Act act) {
    return new ApprovalBody.ApprovalReviewed(
        approval.id().toString(), act.kind().wireName(), act.by(), act.token(), act.at());
  }

  /// A commitment that tells nothing without the request's salt.
  private static @Nullable Digest justification(ApprovalRequest request) {
    return request.justification() == null
        ? null
        : Digest.of(
            Base64.getUrlDecoder().decode(request.salt()),
            request.justification().getBytes(StandardCharsets.UTF_8));
  }

  private static RecordBody requested(ApprovalRequest request) {
    return new RecordBody.ApprovalRequested(
        request.approval().toString(),
        request.call().toString(),
        request.session(),
        request.subject(),
        request.actors(),
        request.connection(),
        request.function(),
        request.arguments(),
        request.policy(),
        request.risk(),
        request.from(),
        request.quorum(),
        request.decideBy(),
        request.useWithin().toString(),
        request.masking(),
        justification(request),
        request.terms());
  }

  private static RecordBody decided(Approval approval) {
    return new RecordBody.ApprovalDecided(
        approval.id().toString(),
        approval.request().breaksGlass() ? BROKEN_GLASS : approval.state().wireName(),
        approval.reviews().stream().map(Proof::review).toList(),
        approval.useBy());
  }

  private static RecordBody.Review review(Review review) {
    Review.Presence proof = review.proof();
    String assertion = proof == null ? null : proof.assertion();
    return new RecordBody.Review(
        review.reviewer(),
        review.verdict().wireName(),
        review.token(),
        review.at(),
        proof == null ? null : proof.authTime(),
        proof == null ? null : proof.acr(),
        assertion == null ? null : Digest.of(assertion.getBytes(StandardCharsets.UTF_8)),
        review.view());
  }

  private static RecordBody consumed(Approval approval) {
    Consumption use = Objects.requireNonNull(approval.consumption());
    return new RecordBody.ApprovalConsumed(
        approval.id().toString(), use.call().toString(), use.consumer());
  }
}

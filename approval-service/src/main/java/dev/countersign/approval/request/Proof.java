package dev.countersign.approval.request;

import dev.countersign.evidence.record.RecordBody;
import java.util.Objects;

/// The evidence record that belongs to each change of state.
final class Proof {
  private Proof() {}

  /// The record of an approval having reached its state.
  static RecordBody of(Approval approval) {
    return switch (approval.state()) {
      case REQUESTED -> requested(approval.request());
      case APPROVED, DENIED -> decided(approval);
      case CONSUMED -> consumed(approval);
      case EXPIRED, LAPSED, WITHDRAWN ->
          new RecordBody.ApprovalExpired(approval.id().toString(), approval.state().wireName());
    };
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
        request.useWithin().toString());
  }

  private static RecordBody decided(Approval approval) {
    return new RecordBody.ApprovalDecided(
        approval.id().toString(),
        approval.state().wireName(),
        approval.reviews().stream().map(Proof::review).toList(),
        approval.useBy());
  }

  private static RecordBody.Review review(Review review) {
    return new RecordBody.Review(
        review.reviewer(), review.verdict().wireName(), review.token(), review.at());
  }

  private static RecordBody consumed(Approval approval) {
    Consumption use = Objects.requireNonNull(approval.consumption());
    return new RecordBody.ApprovalConsumed(
        approval.id().toString(), use.call().toString(), use.consumer());
  }
}

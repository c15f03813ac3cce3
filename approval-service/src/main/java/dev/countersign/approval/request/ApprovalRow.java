package dev.countersign.approval.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// An approval as the database keeps it.
///
/// The sealed request is the truth about what was asked; the columns beside it only serve to find
/// rows. Every change raises the version, also a review that leaves the state as it was.
@Entity
@Table(name = "approval")
class ApprovalRow {
  @Id private UUID id = new UUID(0, 0);

  @Version private @Nullable Long version;

  @Column(nullable = false)
  private String state = "";

  @Column(nullable = false, updatable = false)
  private String subject = "";

  @Column(nullable = false, updatable = false)
  private String issuer = "";

  @Column(name = "reviewer_groups", nullable = false, updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] reviewerGroups = new String[0];

  @Column(nullable = false)
  private int reviews;

  @Column(name = "decide_by", nullable = false, updatable = false)
  private Instant decideBy = Instant.EPOCH;

  @Column(name = "use_by")
  private @Nullable Instant useBy;

  @Column(name = "review_by")
  private @Nullable Instant reviewBy;

  @Column(name = "consumed_at")
  private @Nullable Instant consumedAt;

  @Column(name = "consumed_call")
  private @Nullable UUID consumedCall;

  private @Nullable String consumer;

  @Column(name = "request_digest", nullable = false, updatable = false)
  private byte[] requestDigest = new byte[0];

  @Column(name = "sealed_request", nullable = false, updatable = false)
  private byte[] sealedRequest = new byte[0];

  /// For the persistence provider.
  protected ApprovalRow() {}

  ApprovalRow(ApprovalRequest request, byte[] requestDigest, byte[] sealedRequest) {
    this.id = request.approval();
    this.state = ApprovalState.REQUESTED.wireName();
    this.subject = request.requester().id();
    this.issuer = request.requester().issuer();
    this.reviewerGroups = request.concernedGroups().toArray(String[]::new);
    this.reviewBy = request.reviewBy();
    this.decideBy = request.decideBy();
    this.requestDigest = requestDigest;
    this.sealedRequest = sealedRequest;
  }

  void moveTo(Approval next) {
    state = next.state().wireName();
    reviews = next.reviews().size();
    useBy = next.useBy();
    if (next.glassReview().isPresent()) {
      reviewBy = null;
    }
  }

  UUID id() {
    return id;
  }

  ApprovalState state() {
    return ApprovalState.parse(state);
  }

  byte[] requestDigest() {
    return requestDigest;
  }

  byte[] sealedRequest() {
    return sealedRequest;
  }

  @Nullable Consumption consumption() {
    return consumedCall == null || consumer == null || consumedAt == null
        ? null
        : new Consumption(consumedCall, consumer, consumedAt);
  }
}

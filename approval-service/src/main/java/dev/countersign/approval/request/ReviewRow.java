package dev.countersign.approval.request;

import dev.countersign.evidence.record.Party;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review as the database keeps it: who gave it, and the sealed rest. Never changed.
@Entity
@Table(name = "review")
class ReviewRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "approval_id", nullable = false, updatable = false)
  private UUID approval = new UUID(0, 0);

  @Column(nullable = false, updatable = false)
  private String reviewer = "";

  @Column(nullable = false, updatable = false)
  private String issuer = "";

  @Column(name = "sealed_review", nullable = false, updatable = false)
  private byte[] sealedReview = new byte[0];

  /// For the persistence provider.
  protected ReviewRow() {}

  ReviewRow(UUID approval, Review review, byte[] sealedReview) {
    this.approval = approval;
    this.reviewer = review.reviewer().id();
    this.issuer = review.reviewer().issuer();
    this.sealedReview = sealedReview;
  }

  UUID approval() {
    return approval;
  }

  Party reviewer() {
    return Party.actor(reviewer, issuer, null);
  }

  byte[] sealedReview() {
    return sealedReview;
  }
}

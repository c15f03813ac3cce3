package dev.countersign.approval.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An act as the database keeps it: sealed. Never changed.
@Entity
@Table(name = "act")
class ActRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "approval_id", nullable = false, updatable = false)
  private UUID approval = new UUID(0, 0);

  @Column(updatable = false)
  private @Nullable String once;

  @Column(name = "sealed_act", nullable = false, updatable = false)
  private byte[] sealedAct = new byte[0];

  /// For the persistence provider.
  protected ActRow() {}

  ActRow(UUID approval, @Nullable String once, byte[] sealedAct) {
    this.approval = approval;
    this.once = once;
    this.sealedAct = sealedAct;
  }

  UUID approval() {
    return approval;
  }

  byte[] sealedAct() {
    return sealedAct;
  }
}

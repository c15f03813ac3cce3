package dev.countersign.gateway.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The signed statement that an approval changed state. A hint: it permits nothing.
record ApprovalDecisionStatement(
    String approval, ApprovalState state, Instant at, @Nullable Instant useBy) {
  static final String TYPE = "countersign-approval-decision+jws";
}

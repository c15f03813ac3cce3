package dev.countersign.approval.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The signed statement that an approval changed state. It wakes whoever waits; it permits nothing.
record ApprovalDecision(UUID approval, ApprovalState state, Instant at, @Nullable Instant useBy) {
  static final String JWS_TYPE = "countersign-approval-decision+jws";
  static final String TOPIC = "countersign.approvals.decisions";
  static final String EVENT_TYPE = "dev.countersign.approval.decision.v1";
}

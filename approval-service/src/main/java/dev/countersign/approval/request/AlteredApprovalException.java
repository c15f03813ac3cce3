package dev.countersign.approval.request;

import java.util.UUID;

/// A row's state does not follow from its sealed reviews: it was altered from outside.
final class AlteredApprovalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlteredApprovalException(UUID approval) {
    super("approval %s: its state does not follow from its reviews".formatted(approval));
  }
}

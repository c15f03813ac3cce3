package dev.countersign.gateway.approval;

import org.jspecify.annotations.Nullable;

/// The approval-service, or the way to it, does not answer.
final class ApprovalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApprovalUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}

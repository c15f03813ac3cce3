package dev.countersign.approval.request;

import java.util.UUID;

/// Two different signed requests claim one approval id: somebody equivocates.
final class ConflictingRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConflictingRequestException(UUID approval) {
    super("approval %s: another request of the same id is known".formatted(approval));
  }
}

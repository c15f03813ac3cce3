package dev.countersign.evidence.writer;

import org.jspecify.annotations.Nullable;

/// Evidence cannot be made durable now, so what it should prove must not happen.
public final class EvidenceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvidenceUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}

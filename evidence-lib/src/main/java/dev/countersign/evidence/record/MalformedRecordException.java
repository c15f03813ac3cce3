package dev.countersign.evidence.record;

import org.jspecify.annotations.Nullable;

/// Bytes that should be a signed statement are not one.
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}

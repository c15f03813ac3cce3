package dev.countersign.evidence.timestamp;

/// Bytes that should be a timestamp, an answer of an authority or its certificates are not.
public final class MalformedTimestampException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedTimestampException(String reason) {
    super(reason);
  }

  MalformedTimestampException(String reason, Throwable cause) {
    super(reason + ": " + cause.getMessage(), cause);
  }
}

package dev.countersign.witness;

/// What a witness remembers is missing, damaged or another's: it must not go on.
public final class BadStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadStateException(String reason) {
    super(reason);
  }
}

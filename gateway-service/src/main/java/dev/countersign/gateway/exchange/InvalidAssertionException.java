package dev.countersign.gateway.exchange;

/// An assertion is not acceptable. The text says why in words that may be told to the caller.
final class InvalidAssertionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidAssertionException(String reason) {
    super(reason);
  }
}

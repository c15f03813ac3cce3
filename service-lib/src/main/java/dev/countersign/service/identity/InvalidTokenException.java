package dev.countersign.service.identity;

/// A token is not acceptable. The text says why in words that may be told to the caller.
public final class InvalidTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidTokenException(String reason) {
    super(reason);
  }
}

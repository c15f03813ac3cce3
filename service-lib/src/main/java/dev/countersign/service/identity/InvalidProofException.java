package dev.countersign.service.identity;

/// A proof of possession is missing or does not hold. The text may be told to the caller.
public final class InvalidProofException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidProofException(String reason) {
    super(reason);
  }
}

package dev.countersign.evidence.view;

/// What was read is not a proof of a masked body.
public final class MalformedProofException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedProofException(String message) {
    super(message);
  }
}

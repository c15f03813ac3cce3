package dev.countersign.evidence.log;

/// Text that should be a proof file or a request for a cosignature is not one.
public final class MalformedProofFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedProofFileException(String reason) {
    super(reason);
  }
}

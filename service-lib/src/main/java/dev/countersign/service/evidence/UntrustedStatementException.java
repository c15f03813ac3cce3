package dev.countersign.service.evidence;

/// A statement is malformed, or not signed by whom it names.
public final class UntrustedStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UntrustedStatementException(String reason) {
    super(reason);
  }
}

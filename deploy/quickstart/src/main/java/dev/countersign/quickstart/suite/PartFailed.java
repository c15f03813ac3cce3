package dev.countersign.quickstart.suite;

/// A part that could not be started, became never ready or would not stop; the message says which
/// and why, for the person at the terminal.
public final class PartFailed extends Exception {
  private static final long serialVersionUID = 1L;

  PartFailed(String message) {
    super(message);
  }

  PartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

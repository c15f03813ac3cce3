package dev.countersign.quickstart.home;

/// A command that cannot be obeyed as it was written; the message says what was expected.
public final class BadUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadUsage(String message) {
    super(message);
  }
}

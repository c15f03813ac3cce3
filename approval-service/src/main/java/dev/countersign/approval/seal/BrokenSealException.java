package dev.countersign.approval.seal;

/// Stored content was altered from outside, or sealed under a key that this process does not have.
public final class BrokenSealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSealException(String place) {
    super("seal of %s: does not open with this service's seal key".formatted(place));
  }
}

package dev.countersign.gateway.access;

/// Says that what a caller sent cannot become [Arguments], and why.
///
/// The message names places and limits; it never repeats a value that was sent.
public final class ArgumentsRefused extends RuntimeException {
  private final Fault fault;

  public ArgumentsRefused(Fault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /// The kinds of refusal; each is the last part of a problem type.
  public enum Fault {
    MALFORMED("malformed-request"),
    INVALID_ENCODING("invalid-encoding"),
    DUPLICATE("duplicate-argument"),
    AMBIGUOUS("ambiguous-argument"),
    TOO_LARGE("too-large");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }
}

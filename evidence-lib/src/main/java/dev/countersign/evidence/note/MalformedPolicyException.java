package dev.countersign.evidence.note;

/// A file that should be a witness policy is not one; the message names the line and the reason.
public final class MalformedPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedPolicyException(int line, String reason) {
    this("line " + line + ": " + reason);
  }

  MalformedPolicyException(String reason) {
    super("witness policy, " + reason);
  }
}

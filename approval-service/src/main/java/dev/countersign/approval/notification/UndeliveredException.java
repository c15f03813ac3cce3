package dev.countersign.approval.notification;

/// A message is not known to have arrived. The text is shown to operators: no address, no secret.
final class UndeliveredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UndeliveredException(String why) {
    super(why);
  }
}

package dev.countersign.gateway.access;

import java.util.Optional;

/// Groups the calls of one conversation: 1 to 128 characters out of `[A-Za-z0-9._:-]`.
public record SessionId(String value) {
  private static final int MAX_LENGTH = 128;

  public SessionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("session: not 1 to 128 characters of [A-Za-z0-9._:-]");
    }
  }

  /// A session of its own for a call that belongs to none.
  public static SessionId of(CallId call) {
    return new SessionId(call.toString());
  }

  /// Reads what a caller sent; anything outside the alphabet is empty.
  public static Optional<SessionId> parse(String text) {
    return isValid(text) ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(SessionId::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == ':'
        || c == '-';
  }

  @Override
  public String toString() {
    return value;
  }
}

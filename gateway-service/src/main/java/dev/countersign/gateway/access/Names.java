package dev.countersign.gateway.access;

/// The checks on identifiers that come from outside.
final class Names {
  private static final int MAX_LENGTH = 512;

  private Names() {}

  /// Returns `value` when it is 1 to 512 characters long without control characters.
  static String identifier(String what, String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s length: %d (expected: 1 to %d)".formatted(what, value.length(), MAX_LENGTH));
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what + ": holds a control character (expected: printable characters)");
    }
    return value;
  }
}

package dev.countersign.gateway.access;

import dev.countersign.gateway.access.ArgumentsRefused.Fault;

/// The check on text that did not come through the JSON reader.
final class StrictText {
  private StrictText() {}

  /// Refuses what the JSON reader would refuse in a string: U+0000 and half surrogate pairs.
  static void check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new ArgumentsRefused(
            Fault.MALFORMED, "an argument holds the character U+0000 (expected: any other)");
      }
      if (Character.isSurrogate(c) && !isPairAt(text, i)) {
        throw new ArgumentsRefused(
            Fault.INVALID_ENCODING, "an argument holds half a surrogate pair (expected: both)");
      }
      i += Character.isHighSurrogate(c) ? 1 : 0;
    }
  }

  private static boolean isPairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}

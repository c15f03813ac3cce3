package dev.countersign.gateway.access;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Turns the text of a JSON number into the one value that everybody downstream reads from it.
///
/// A policy that compares doubles while the upstream reads decimals judges another call than the
/// one that runs. So a number is accepted only when a signed 64 bit integer holds it, or when the
/// double nearest to it is written with the same value.
final class JsonNumbers {
  /// Every decimal of so many digits survives the way through a double (in its normal range).
  private static final int SAFE_DIGITS = 15;

  private static final double SAFE_MIN = 1e-290;
  private static final double SAFE_MAX = 1e290;

  private JsonNumbers() {}

  /// The one value of the text, or null when there is none. (Not a conditional expression: it would
  /// turn integers into doubles.)
  static @Nullable Number value(String text, boolean isInteger) {
    if (isInteger) {
      return integer(text);
    }
    return decimal(text);
  }

  /// The integer, or null when 64 bits cannot hold it.
  private static @Nullable Long integer(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// The double of the same value, or null when there is none.
  private static @Nullable Double decimal(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value) || (value == 0 && hasNonZeroDigit(text))) {
      return null;
    }
    return isSafe(text, value) || sameValue(text, value) ? value : null;
  }

  private static boolean isSafe(String text, double value) {
    double size = Math.abs(value);
    return mantissaDigits(text) <= SAFE_DIGITS && size > SAFE_MIN && size < SAFE_MAX;
  }

  private static boolean sameValue(String text, double value) {
    if (value == 0) {
      return true;
    }
    return new BigDecimal(Double.toString(value)).compareTo(new BigDecimal(text)) == 0;
  }

  private static int mantissaDigits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length() && !isExponent(text.charAt(i)); i++) {
      if (isDigit(text.charAt(i))) {
        digits++;
      }
    }
    return digits;
  }

  private static boolean hasNonZeroDigit(String text) {
    for (int i = 0; i < text.length() && !isExponent(text.charAt(i)); i++) {
      if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isExponent(char c) {
    return c == 'e' || c == 'E';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;

/// The grammar of JSON numbers (RFC 8259 §6) and the digits behind their notation.
final class JsonNumber {

  private static final int MAX_DIGITS = 19;

  private JsonNumber() {}

  static boolean isPart(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  /// Whether digits are a valid number by themselves, and one too short for any detector.
  static boolean isFewDigits(byte[] b, int from, int to) {
    return to > from && to - from < 9 && (b[from] != '0' || to == from + 1);
  }

  static boolean isValid(byte[] b, int from, int to) {
    int i = from < to && b[from] == '-' ? from + 1 : from;
    int whole = digitsEnd(b, i, to);
    if (whole == i || (b[i] == '0' && whole > i + 1)) {
      return false;
    }
    i = whole;
    if (i < to && b[i] == '.') {
      int fraction = digitsEnd(b, i + 1, to);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    return i == to || isExponent(b, i, to);
  }

  private static boolean isExponent(byte[] b, int at, int to) {
    if ((b[at] | 0x20) != 'e') {
      return false;
    }
    int i = at + 1 < to && (b[at + 1] == '+' || b[at + 1] == '-') ? at + 2 : at + 1;
    return i < to && digitsEnd(b, i, to) == to;
  }

  /// How many of the eight bytes at `at` are digits before the first that is none.
  static int digits(byte[] b, int at) {
    long x = ByteScan.word(b, at) ^ 0x3030_3030_3030_3030L;
    long others =
        (((x & 0x7f7f_7f7f_7f7f_7f7fL) + 0x7676_7676_7676_7676L) | x) & 0x8080_8080_8080_8080L;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  static int digitsEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] >= '0' && b[i] <= '9') {
      i++;
    }
    return i;
  }

  /// Writes the digits of a valid number that is whole, without sign, point and exponent, to `out`.
  ///
  /// @return how many; 0 where the number is not whole or has more than 19 digits
  static int plain(byte[] b, int from, int to, byte[] out) {
    int length = 0;
    int point = -1;
    int i = b[from] == '-' ? from + 1 : from;
    for (; i < to && (b[i] | 0x20) != 'e'; i++) {
      if (b[i] == '.') {
        point = length;
      } else if (length < out.length) {
        out[length++] = b[i];
      } else if (b[i] != '0' || point < 0) {
        return 0;
      }
    }
    long digits = (point < 0 ? length : point) + exponent(b, i + 1, to);
    while (length > Math.max(1, digits) && out[length - 1] == '0') {
      length--;
    }
    if (digits < length || digits > MAX_DIGITS) {
      return 0;
    }
    while (length < digits) {
      out[length++] = '0';
    }
    return length;
  }

  private static long exponent(byte[] b, int from, int to) {
    long value = 0;
    int i = from < to && (b[from] == '-' || b[from] == '+') ? from + 1 : from;
    for (; i < to; i++) {
      value = Math.min(100_000, value * 10 + b[i] - '0');
    }
    return from < to && b[from] == '-' ? -value : value;
  }
}

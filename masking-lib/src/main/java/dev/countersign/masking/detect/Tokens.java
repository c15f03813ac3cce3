package dev.countersign.masking.detect;

import java.util.Arrays;

/// The tokens of a text: runs of ASCII letters and digits, each with its kind; letters alone are
/// one only where a digit follows behind one more character, or where they are sixteen. One object
/// serves many texts in turn.
///
/// A kind is a bit: for tokens of digits alone 1 to 31 digits, for others of 1 to 31 characters;
/// longer ones have none.
final class Tokens {

  private static final int LONGEST = 31;
  private static final int MIXED = 32;

  /// The length of an Italian tax code, in which letters may stand for digits.
  private static final int CODE = 16;

  private int[] starts = new int[16];
  private byte[] kinds = new byte[16];
  private int count;
  private long all;

  /// The bit of the kind of so many digits.
  static long ofDigits(int length) {
    return 1L << length;
  }

  /// The bit of the kind of so many letters, or letters and digits.
  static long ofMixed(int length) {
    return 1L << MIXED + length;
  }

  /// Finds the tokens of a text.
  Tokens of(byte[] b, int from, int to) {
    count = 0;
    all = 0;
    int i = from;
    while (i < to) {
      if (!Ascii.isAlphanumeric(b[i])) {
        i++;
        continue;
      }
      int start = i;
      int digits = 0;
      while (i < to && Ascii.isAlphanumeric(b[i])) {
        digits += b[i] <= '9' ? 1 : 0;
        i++;
      }
      boolean led = i + 1 < to && Ascii.isDigit(b[i + 1]);
      boolean word = digits == 0 && !led && i - start != CODE;
      if (i - start <= LONGEST && !word) {
        add(start, digits == i - start ? i - start : i - start + MIXED);
      }
    }
    return this;
  }

  private void add(int start, int kind) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    starts[count] = start;
    kinds[count++] = (byte) kind;
    all |= 1L << kind;
  }

  /// The kinds of all tokens.
  long kinds() {
    return all;
  }

  int count() {
    return count;
  }

  /// Where a token begins.
  int start(int token) {
    return starts[token];
  }

  /// The kind of a token.
  long kind(int token) {
    return 1L << kinds[token];
  }

  /// The first token that begins at or after a place.
  int at(int place) {
    int found = Arrays.binarySearch(starts, 0, count, place);
    return found < 0 ? -found - 1 : found;
  }
}

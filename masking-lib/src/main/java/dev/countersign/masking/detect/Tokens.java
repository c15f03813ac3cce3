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
  static final int CODE = 16;

  private final ByteClasses classes = new ByteClasses();
  private int[] starts = new int[16];
  private byte[] kinds = new byte[16];
  private int count;
  private long all;
  private int start;
  private boolean inside;

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
    begin(from);
    classes.begin();
    for (int block = from; block < to; block += Long.SIZE) {
      classes.read(b, block, to);
      block(b, block, to, classes.alphanumeric(), classes.digits());
    }
    return end(b, to);
  }

  /// The same for a text of at most 64 bytes, of which the letters and digits are known.
  Tokens of(int from, long alphanumerics, long digits) {
    begin(from);
    long starts = alphanumerics & ~(alphanumerics << 1);
    for (; starts != 0; starts &= starts - 1) {
      int at = Long.numberOfTrailingZeros(starts);
      int length = Long.numberOfTrailingZeros(~(alphanumerics >>> at));
      int count = Long.bitCount(digits >>> at & -1L >>> Long.SIZE - length);
      int behind = at + length + 1;
      boolean led = behind < Long.SIZE && (digits >>> behind & 1) != 0;
      token(from + at, length, count, led);
    }
    return this;
  }

  private void begin(int from) {
    count = 0;
    all = 0;
    start = from;
    inside = false;
  }

  private void block(byte[] b, int block, int to, long alphanumerics, long digits) {
    long edges = alphanumerics ^ (alphanumerics << 1 | (inside ? 1 : 0));
    for (; edges != 0; edges &= edges - 1) {
      int at = block + Long.numberOfTrailingZeros(edges);
      if (inside) {
        token(b, at, to, digits(b, at, block, digits));
      }
      start = at;
      inside = !inside;
    }
  }

  private Tokens end(byte[] b, int to) {
    if (inside) {
      token(b, to, to, digits(b, to, to, 0));
    }
    return this;
  }

  /// How many digits the token has that ends in a block.
  private int digits(byte[] b, int end, int block, long digits) {
    if (start >= block && end > start) {
      return Long.bitCount(digits >>> start - block & -1L >>> Long.SIZE - (end - start));
    }
    int found = 0;
    for (int i = start; i < end; i++) {
      found += b[i] <= '9' ? 1 : 0;
    }
    return found;
  }

  private void token(byte[] b, int end, int to, int digits) {
    token(start, end - start, digits, end + 1 < to && Ascii.isDigit(b[end + 1]));
  }

  /// Keeps a token; plain words are of no interest but before a digit.
  private void token(int at, int length, int digits, boolean led) {
    boolean word = digits == 0 && !led && length != CODE;
    if (length <= LONGEST && !word) {
      add(at, digits == length ? length : length + MIXED);
    }
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

package dev.countersign.masking.detect;

import java.util.Arrays;

/// The tokens of a text: runs of ASCII letters and digits, each with its kind; letters alone are
/// one only where a digit follows behind one more character, or where they are sixteen. One object
/// serves many texts in turn.
///
/// Kinds are numbers: of each length up to [#LONGEST] there is one for digits alone, one for
/// letters alone and one for both; what is longer has none. A token also knows the kind of what
/// follows behind one more character, be it a token or a plain word.
final class Tokens {

  /// The longest token.
  static final int LONGEST = 20;

  /// The kind of what is no token.
  static final int NONE = 0;

  private static final int MIXED = LONGEST + 1;
  private static final int LETTERS = 2 * MIXED;

  /// The length of an Italian tax code, in which letters may stand for digits.
  static final int CODE = 16;

  private final ByteClasses classes = new ByteClasses();
  private int[] starts = new int[16];
  private byte[] kinds = new byte[16];
  private byte[] nexts = new byte[16];
  private int count;
  private int behindLast;
  private int start;
  private boolean inside;

  /// The bit of the kind of so many digits.
  static long ofDigits(int length) {
    return 1L << length;
  }

  /// The bit of the kind of so many letters and digits.
  static long ofMixed(int length) {
    return 1L << MIXED + length;
  }

  /// The bit of the kind of so many letters.
  static long ofLetters(int length) {
    return 1L << LETTERS + length;
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

  /// The same for a text of which the letters and digits are known.
  Tokens of(byte[] b, int from, int to, Places alphanumerics, Places digits) {
    begin(from);
    for (int block = from; block < to; block += Long.SIZE) {
      long words = alphanumerics.from(block - from);
      long inside = block > from && Ascii.isAlphanumeric(b[block - 1]) ? 1 : 0;
      for (long left = words & ~(words << 1 | inside); left != 0; left &= left - 1) {
        int at = block + Long.numberOfTrailingZeros(left);
        token(at, alphanumerics.from(at - from), digits.from(at - from));
      }
    }
    return this;
  }

  /// The same for a text of at most 64 bytes, of which the letters and digits are known.
  Tokens of(int from, long alphanumerics, long digits) {
    begin(from);
    long starts = alphanumerics & ~(alphanumerics << 1);
    for (; starts != 0; starts &= starts - 1) {
      int at = Long.numberOfTrailingZeros(starts);
      token(from + at, alphanumerics >>> at, digits >>> at);
    }
    return this;
  }

  /// Takes a token of which the letters and digits, and those behind it, are known.
  private void token(int at, long alphanumerics, long digits) {
    int length = Long.numberOfTrailingZeros(~alphanumerics);
    int count = Long.bitCount(digits & -1L >>> Long.SIZE - length);
    boolean led = length + 1 < Long.SIZE && (digits >>> length + 1 & 1) != 0;
    token(at, length, count, led);
  }

  private void begin(int from) {
    count = 0;
    behindLast = -1;
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
    int kind = kind(length, digits);
    if (at == behindLast) {
      nexts[count - 1] = (byte) kind;
    }
    boolean word = digits == 0 && !led && length != CODE;
    boolean kept = kind != NONE && !word;
    behindLast = kept ? at + length + 1 : -1;
    if (kept) {
      add(at, kind);
    }
  }

  private static int kind(int length, int digits) {
    if (length > LONGEST) {
      return NONE;
    }
    return length + (digits == length ? 0 : digits == 0 ? LETTERS : MIXED);
  }

  private void add(int start, int kind) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
      nexts = Arrays.copyOf(nexts, 2 * count);
    }
    starts[count] = start;
    kinds[count] = (byte) kind;
    nexts[count++] = NONE;
  }

  int count() {
    return count;
  }

  /// Where a token begins.
  int start(int token) {
    return starts[token];
  }

  /// The kind of a token.
  int kind(int token) {
    return kinds[token];
  }

  /// The kind of what follows a token behind one more character, or [#NONE].
  int next(int token) {
    return nexts[token];
  }

  /// The first token that begins at or after a place.
  int at(int place) {
    int found = Arrays.binarySearch(starts, 0, count, place);
    return found < 0 ? -found - 1 : found;
  }
}

package dev.countersign.masking.detect;

/// Finds the end of a JSON string, eight bytes at a time, and on the way what is needed to see that
/// most strings hold nothing of interest.
///
/// What a scan tells is one number; take it apart with the methods here. Of digits and the `@` it
/// may tell of more than there are, never of fewer.
public final class StringScan {

  /// The text goes on behind what was given.
  public static final long OPEN = -1;

  private static final int WIDE = 32;
  private static final int MARKS = 33;
  private static final int DIGITS = 45;
  private static final int MOST_DIGITS = (1 << 18) - 1;

  /// The marks of [Shape] of which a scan tells nothing.
  static final int UNKNOWN = Shape.DASH_PAIR | Shape.LONG_RUN | Shape.PLUS | Shape.GAP;

  private StringScan() {}

  /// Scans from behind the opening quote to the first quote, backslash or control character.
  ///
  /// @return where that is and what lies before it, or [#OPEN]: none among the whole words, or
  ///   vectors, that fit
  public static long facts(byte[] b, int from, int to) {
    return Vectors.USED ? VectorScan.facts(b, from, to) : WordScan.facts(b, from, to);
  }

  /// The same without marks and digits.
  public static long bare(byte[] b, int from, int to) {
    return Vectors.USED ? VectorScan.bare(b, from, to) : WordScan.bare(b, from, to);
  }

  /// Where the scan ended.
  public static int end(long scan) {
    return (int) scan;
  }

  /// Whether every byte before the end is ASCII.
  public static boolean isAscii(long scan) {
    return (scan >>> WIDE & 1) == 0;
  }

  /// The marks of [Shape] that it may have.
  static int marks(long scan) {
    return (int) (scan >>> MARKS) & Shape.ANY | UNKNOWN | Shape.CLOSER;
  }

  /// How many bytes are digits, at least.
  public static int digits(long scan) {
    return (int) (scan >>> DIGITS);
  }

  static long packed(int end, long high, int marks, int digits) {
    long wide = high == 0 ? 0 : 1L << WIDE;
    return end | wide | (long) marks << MARKS | (long) Math.min(digits, MOST_DIGITS) << DIGITS;
  }
}

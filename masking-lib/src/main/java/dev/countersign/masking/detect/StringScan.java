package dev.countersign.masking.detect;

/// Finds the end of a JSON string, eight bytes at a time, and on the way what is needed to see that
/// most strings hold nothing of interest.
///
/// What a scan tells is one number; take it apart with the methods here. Of digits it may tell of
/// more than there are, never of fewer.
public final class StringScan {

  /// The text goes on behind what was given.
  public static final long OPEN = -1;

  private static final int WIDE = 32;
  private static final int AT = 33;
  private static final int DIGITS = 34;
  private static final int MOST_DIGITS = (1 << 18) - 1;

  private StringScan() {}

  /// Scans from behind the opening quote to the first quote, backslash or control character.
  ///
  /// @return where that is and what lies before it, or [#OPEN]: none among the whole words, or
  ///   vectors, that fit
  public static long facts(byte[] b, int from, int to) {
    return Vectors.USED ? VectorScan.facts(b, from, to) : WordScan.facts(b, from, to);
  }

  /// The same without an `@` and digits.
  public static long bare(byte[] b, int from, int to) {
    return Vectors.USED ? VectorScan.bare(b, from, to) : WordScan.bare(b, from, to);
  }

  /// What stands in a text, as [#facts] tells it; it ends with the text, whatever is in it.
  public static long all(byte[] b, int from, int to) {
    return WordScan.all(b, from, to);
  }

  /// What a scan tells of a string, and one that went on behind its end.
  public static long joined(long before, long behind) {
    long marks = (before | behind) & (1L << WIDE | 1L << AT);
    return end(behind)
        | marks
        | (long) Math.min(digits(before) + digits(behind), MOST_DIGITS) << DIGITS;
  }

  /// Whether every byte before the end is ASCII, and none is a digit or an `@`.
  static boolean isPlain(long scan) {
    return scan >>> WIDE == 0;
  }

  /// Where the scan ended.
  public static int end(long scan) {
    return (int) scan;
  }

  /// Whether every byte before the end is ASCII.
  public static boolean isAscii(long scan) {
    return (scan >>> WIDE & 1) == 0;
  }

  /// Whether it may have an `@`.
  public static boolean hasAt(long scan) {
    return (scan >>> AT & 1) != 0;
  }

  /// How many bytes are digits, colons and equals signs, at least.
  public static int digits(long scan) {
    return (int) (scan >>> DIGITS);
  }

  static long packed(int end, long high, long ats, int digits) {
    long wide = high == 0 ? 0 : 1L << WIDE;
    long at = ats == 0 ? 0 : 1L << AT;
    return end | wide | at | (long) Math.min(digits, MOST_DIGITS) << DIGITS;
  }
}

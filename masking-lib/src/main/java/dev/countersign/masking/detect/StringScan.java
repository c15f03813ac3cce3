package dev.countersign.masking.detect;

/// Finds the end of a JSON string, eight bytes at a time, and on the way what is needed to see that
/// most strings hold nothing of interest.
///
/// What a scan tells is one number; take it apart with the methods here. Of digits and the `@` it
/// may tell of more than there are, never of fewer.
public final class StringScan {

  /// The text goes on behind what was given.
  public static final long OPEN = -1;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private static final int WIDE = 32;
  private static final int AT = 33;
  private static final int DIGITS = 34;

  private StringScan() {}

  /// Scans from behind the opening quote to the first quote, backslash or control character.
  ///
  /// @return where that is and what lies before it, or [#OPEN]: none among the whole words that fit
  public static long facts(byte[] b, int from, int to) {
    long high = 0;
    long ats = 0;
    int digits = 0;
    for (int p = from; p + 8 <= to; p += 8) {
      long word = ByteScan.word(b, p);
      long stops = ByteScan.stops(word);
      if (stops != 0) {
        word &= before(stops);
        high |= word;
        ats |= ByteScan.zeros(word ^ (ONES * '@'));
        return packed(end(p, stops), high, ats, digits + Shape.digits(word));
      }
      high |= word;
      ats |= ByteScan.zeros(word ^ (ONES * '@'));
      digits += Shape.digits(word);
    }
    return OPEN;
  }

  /// The same without digits and `@`.
  public static long bare(byte[] b, int from, int to) {
    long high = 0;
    for (int p = from; p + 8 <= to; p += 8) {
      long word = ByteScan.word(b, p);
      long stops = ByteScan.stops(word);
      if (stops != 0) {
        return packed(end(p, stops), high | (word & before(stops)), 0, 0);
      }
      high |= word;
    }
    return OPEN;
  }

  /// Where the scan ended.
  public static int end(long scan) {
    return (int) scan;
  }

  /// Whether every byte before the end is ASCII.
  public static boolean isAscii(long scan) {
    return (scan >>> WIDE & 1) == 0;
  }

  public static boolean hasAt(long scan) {
    return (scan >>> AT & 1) != 0;
  }

  public static int digits(long scan) {
    return (int) (scan >>> DIGITS);
  }

  private static long packed(int end, long high, long ats, int digits) {
    long wide = (high & TOPS) == 0 ? 0 : 1L << WIDE;
    long at = ats == 0 ? 0 : 1L << AT;
    return end | wide | at | (long) digits << DIGITS;
  }

  private static int end(int p, long stops) {
    return p + (Long.numberOfTrailingZeros(stops) >>> 3);
  }

  /// All bits of the bytes before the lowest one marked.
  private static long before(long stops) {
    return (stops ^ (stops - 1)) >>> 8;
  }
}

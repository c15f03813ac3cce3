package dev.countersign.masking.detect;

/// The form of a short text in which there was nothing to look for: its bytes, with every digit as
/// the same one. [Shape] and [Needs] make no difference between digits, so in other texts of that
/// form there is nothing to look for either. Dates and numbers of things mostly have one form under
/// one name.
final class QuietForm {

  private static final int LONGEST = 40;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long LOWS = 0x7f7f_7f7f_7f7f_7f7fL;

  private final long[] words = new long[LONGEST / Long.BYTES];
  private int length = -1;

  /// Whether a text has the form that was kept last.
  boolean isOf(byte[] b, int from, int to) {
    if (to - from != length) {
      return false;
    }
    for (int p = from, i = 0; p < to; p += Long.BYTES, i++) {
      if (form(ByteScan.word(b, p, to)) != words[i]) {
        return false;
      }
    }
    return true;
  }

  void forget() {
    length = -1;
  }

  /// Keeps the form of a text, if it is short enough.
  void keep(byte[] b, int from, int to) {
    if (to - from > LONGEST) {
      return;
    }
    length = to - from;
    for (int p = from, i = 0; p < to; p += Long.BYTES, i++) {
      words[i] = form(ByteScan.word(b, p, to));
    }
  }

  private static long form(long word) {
    long low = word & LOWS;
    long digits = low + ONES * (0x80 - '0') & ~(low + ONES * (0x7f - '9')) & ~word & TOPS;
    return word & ~((digits >>> 7) * 0x0f);
  }
}

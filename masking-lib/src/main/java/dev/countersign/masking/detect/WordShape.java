package dev.countersign.masking.detect;

/// Looks at the marks and digits of a text, eight bytes at a time.
final class WordShape {

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long HIGH_NIBBLES = 0xf0f0_f0f0_f0f0_f0f0L;

  private WordShape() {}

  /// The shape of a text, packed by [Shape#packed].
  static long of(byte[] bytes, int from, int to) {
    long ats = 0;
    long capitalJs = 0;
    long dashPairs = 0;
    int dots = 0;
    int colons = 0;
    long colonPairs = 0;
    long lastColons = 0;
    long pluses = 0;
    long equals = 0;
    long allGaps = 0;
    int count = 0;
    int run = 0;
    int longest = 0;
    for (int p = from; p < to; p += 8) {
      long word = ByteScan.word(bytes, p, to);
      ats |= ByteScan.zeros(word ^ (ONES * '@'));
      capitalJs |= ByteScan.zeros(word ^ (ONES * 'J'));
      long dashes = ByteScan.zeros(word ^ (ONES * '-'));
      dashPairs |= dashes & (dashes >>> 8);
      dots += Long.bitCount(ByteScan.zeros(word ^ (ONES * '.')));
      long colon = ByteScan.zeros(word ^ (ONES * ':'));
      colons += Long.bitCount(colon);
      colonPairs |= colon & (colon << 8 | lastColons >>> 56);
      lastColons = colon;
      equals |= ByteScan.zeros(word ^ (ONES * '='));
      pluses |= ByteScan.zeros(word ^ (ONES * '+'));
      count += digits(word);
      long gaps = (word - ONES * 0x21) & ~word & TOPS;
      allGaps |= p + 8 <= to ? gaps : gaps & (1L << Byte.SIZE * (to - p)) - 1;
      if (gaps == 0) {
        run += 8;
      } else {
        longest = Math.max(longest, run + (Long.numberOfTrailingZeros(gaps) >>> 3));
        run = Long.numberOfLeadingZeros(gaps) >>> 3;
      }
    }
    int marks =
        Shape.marks(ats, capitalJs, equals, colonPairs, dots, colons)
            | (dashPairs == 0 ? 0 : Shape.DASH_PAIR)
            | (pluses == 0 ? 0 : Shape.PLUS)
            | (allGaps == 0 ? 0 : Shape.GAP)
            | (Math.max(longest, run) < Shape.LONG ? 0 : Shape.LONG_RUN);
    return Shape.packed(marks, count);
  }

  /// How many bytes are digits, `:`, `;` or one of `<=>?`, or of those beyond ASCII some.
  static int digits(long word) {
    long other = ((word ^ (ONES * '0')) & HIGH_NIBBLES) + ONES * 0x70;
    return Long.bitCount(~other & TOPS);
  }
}

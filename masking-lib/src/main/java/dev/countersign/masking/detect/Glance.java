package dev.countersign.masking.detect;

/// A first look at a text that has few digits and no `@`, cheaper than [Shape] and enough to leave
/// most such texts alone. It may claim too much, never too little.
final class Glance {

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long LOWS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long FOURS = 0xfcfc_fcfc_fcfc_fcfcL;

  /// Beyond the marks of [Shape]: whether it may hold anything in an encoding ([Disguises]).
  static final int DISGUISED = Shape.ANY + 1;

  /// The marks of which it tells nothing.
  private static final int UNKNOWN = Shape.PLUS | Shape.SETS | Shape.GAP | Shape.WORD | Shape.CODE;

  private Glance() {}

  /// The marks that an ASCII text without an `@` may have, and [#DISGUISED].
  static int of(byte[] bytes, int from, int to) {
    long capitalJs = 0;
    long dots = 0;
    long colons = 0;
    long escapes = 0;
    long dashPairs = 0;
    long lastDash = 0;
    int run = 0;
    int longest = 0;
    for (int p = from; p < to; p += Long.BYTES) {
      long word = ByteScan.word(bytes, p, to);
      capitalJs |= ByteScan.zeros(word ^ ONES * 'J');
      dots |= ByteScan.zeros(word ^ ONES * '.');
      colons |= ByteScan.zeros(word ^ ONES * ':');
      long dashes = ByteScan.zeros(word ^ ONES * '-');
      dashPairs |= dashes & (dashes << Byte.SIZE | lastDash);
      lastDash = dashes >>> Long.SIZE - Byte.SIZE;
      // Four signs of which two are '%' and '&'.
      escapes |= ByteScan.zeros(word & FOURS ^ ONES * '$');
      long gaps = ~((word & LOWS) + ONES * (0x80 - '!') | word) & TOPS;
      if (gaps == 0) {
        run += Long.BYTES;
      } else {
        longest = Math.max(longest, run + (Long.numberOfTrailingZeros(gaps) >>> 3));
        run = Long.numberOfLeadingZeros(gaps) >>> 3;
      }
    }
    boolean longRun = Math.max(longest, run) >= Disguises.RUN;
    return UNKNOWN
        | (capitalJs == 0 ? 0 : Shape.CAPITAL_J)
        | (dashPairs == 0 ? 0 : Shape.DASH_PAIR)
        | (dots == 0 ? 0 : Shape.THREE_DOTS)
        | (colons == 0 ? 0 : Shape.COLON_PAIR | Shape.SEVEN_COLONS)
        | (longRun ? Shape.LONG_RUN | DISGUISED : 0)
        | (escapes == 0 ? 0 : DISGUISED);
  }
}

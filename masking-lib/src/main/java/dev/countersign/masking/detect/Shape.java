package dev.countersign.masking.detect;

import java.util.Arrays;

/// What one quick pass over a text tells of it, eight bytes at a time: enough to skip most finders.
///
/// It may claim too much (a stray `@`, a digit too many), never too little. One object serves many
/// texts in turn.
public final class Shape {

  /// Has an `@`.
  public static final int AT = 1;

  /// Has two dashes side by side; five always stand so that it is seen.
  public static final int DASH_PAIR = 1 << 1;

  /// Has a `J`.
  public static final int CAPITAL_J = 1 << 2;

  public static final int THREE_DOTS = 1 << 3;

  public static final int TWO_COLONS = 1 << 4;

  /// Has [#LONG] bytes in a row none of which is a space, a control character or a `!`.
  public static final int LONG_RUN = 1 << 5;

  /// All marks.
  public static final int ANY = (1 << 6) - 1;

  /// The length of a long run.
  static final int LONG = 16;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long HIGH_NIBBLES = 0xf0f0_f0f0_f0f0_f0f0L;

  /// For each byte 3 where it is a digit, 2 where it can stand between digits, else 0.
  private static final byte[] KINDS = new byte[256];

  static {
    Arrays.fill(KINDS, 0x80, 0x100, (byte) 2);
    " -./+()".chars().forEach(between -> KINDS[between] = 2);
    Arrays.fill(KINDS, '0', '9' + 1, (byte) 3);
  }

  private int marks;
  private int digits;
  private int length;

  /// Looks at a text.
  public Shape of(byte[] bytes, int from, int to) {
    long ats = 0;
    long capitalJs = 0;
    long dashPairs = 0;
    int dots = 0;
    int colons = 0;
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
      colons += Long.bitCount(ByteScan.zeros(word ^ (ONES * ':')));
      count += digits(word);
      long gaps = (word - ONES * 0x21) & ~word & TOPS;
      if (gaps == 0) {
        run += 8;
      } else {
        longest = Math.max(longest, run + (Long.numberOfTrailingZeros(gaps) >>> 3));
        run = Long.numberOfLeadingZeros(gaps) >>> 3;
      }
    }
    marks =
        (ats == 0 ? 0 : AT)
            | (dashPairs == 0 ? 0 : DASH_PAIR)
            | (capitalJs == 0 ? 0 : CAPITAL_J)
            | (dots < 3 ? 0 : THREE_DOTS)
            | (colons < 2 ? 0 : TWO_COLONS)
            | (Math.max(longest, run) < LONG ? 0 : LONG_RUN);
    digits = count;
    length = to - from;
    return this;
  }

  /// How many bytes are digits, `:`, `;` or one of `<=>?`, or of those beyond ASCII some.
  static int digits(long word) {
    long other = ((word ^ (ONES * '0')) & HIGH_NIBBLES) + ONES * 0x70;
    return Long.bitCount(~other & TOPS);
  }

  /// The most digits that have nothing between them but spaces, `-`, `.`, `/`, `+`, brackets and
  /// what is not ASCII.
  static int together(byte[] bytes, int from, int to) {
    int most = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      int kind = KINDS[bytes[i] & 0xff];
      count = (count & -(kind >> 1)) + (kind & 1);
      most = Math.max(most, count);
    }
    return most;
  }

  /// The marks that it has.
  public int marks() {
    return marks;
  }

  public int digits() {
    return digits;
  }

  public int length() {
    return length;
  }
}

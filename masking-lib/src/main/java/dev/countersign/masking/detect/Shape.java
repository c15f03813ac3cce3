package dev.countersign.masking.detect;

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

  /// Has two colons side by side.
  public static final int COLON_PAIR = 1 << 4;

  public static final int SEVEN_COLONS = 1 << 5;

  /// Has [#LONG] bytes in a row none of which is a space, a control character or a `!`.
  public static final int LONG_RUN = 1 << 6;

  public static final int PLUS = 1 << 7;

  /// Has an `=` or a colon.
  public static final int SETS = 1 << 8;

  /// Has a space or a control character.
  public static final int GAP = 1 << 9;

  /// Has three letters in a row, or a letter that is not ASCII. Known after [#closer].
  public static final int WORD = 1 << 10;

  /// Has a word that begins with two letters and two digits. Known after [#closer].
  public static final int CODE = 1 << 11;

  /// All marks.
  public static final int ANY = (1 << 12) - 1;

  /// The marks that are known only after [#closer].
  static final int CLOSER = WORD | CODE;

  /// The length of a long run.
  static final int LONG = 16;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long HIGH_NIBBLES = 0xf0f0_f0f0_f0f0_f0f0L;

  private int marks;
  private int together;
  private final ByteClasses classes = new ByteClasses();
  private int digits;
  private int length;

  /// Looks at a text.
  public Shape of(byte[] bytes, int from, int to) {
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
    marks =
        (ats == 0 ? 0 : AT)
            | (dashPairs == 0 ? 0 : DASH_PAIR)
            | (capitalJs == 0 ? 0 : CAPITAL_J)
            | (dots < 3 ? 0 : THREE_DOTS)
            | (colonPairs == 0 ? 0 : COLON_PAIR)
            | (colons < 7 ? 0 : SEVEN_COLONS)
            | (pluses == 0 ? 0 : PLUS)
            | (colons == 0 && equals == 0 ? 0 : SETS)
            | (allGaps == 0 ? 0 : GAP)
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

  /// Looks closer at the text of this shape, for what is asked of few texts.
  void closer(byte[] bytes, int from, int to) {
    classes.begin();
    int most = 0;
    int count = 0;
    long words = 0;
    long codes = 0;
    for (int p = from; p < to; p += Long.SIZE) {
      classes.read(bytes, p, to);
      words |= classes.words();
      codes |= classes.codes();
      long digits = classes.digits();
      long stops = classes.notBetweenDigits();
      while (stops != 0) {
        long before = (stops & -stops) - 1;
        most = Math.max(most, count + Long.bitCount(digits & before));
        count = 0;
        digits &= ~before;
        stops &= stops - 1;
      }
      count += Long.bitCount(digits);
    }
    together = Math.max(most, count);
    marks = (marks & ~CLOSER) | (words == 0 ? 0 : WORD) | (codes == 0 ? 0 : CODE);
  }

  /// The most digits that have nothing between them but what can stand between digits, as
  /// [ByteClasses] has it. Known after [#closer].
  int together() {
    return together;
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

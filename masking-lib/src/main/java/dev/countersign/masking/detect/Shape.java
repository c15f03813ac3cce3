package dev.countersign.masking.detect;

/// What one quick pass over a text tells of it: enough to skip most finders, and most looks through
/// encodings ([Disguises]). One object serves many texts in turn.
public final class Shape {

  /// Has an `@`.
  public static final int AT = 1;

  /// Has two dashes side by side.
  public static final int DASH_PAIR = 1 << 1;

  /// Has a `J`.
  public static final int CAPITAL_J = 1 << 2;

  public static final int THREE_DOTS = 1 << 3;

  /// Has two colons side by side.
  public static final int COLON_PAIR = 1 << 4;

  public static final int SEVEN_COLONS = 1 << 5;

  /// Has [#LONG] bytes in a row none of which is a space or a control character.
  public static final int LONG_RUN = 1 << 6;

  public static final int PLUS = 1 << 7;

  /// Has an `=` or a colon.
  public static final int SETS = 1 << 8;

  /// Has a space or a control character.
  public static final int GAP = 1 << 9;

  /// Has three letters in a row, or a letter that is not ASCII.
  public static final int WORD = 1 << 10;

  /// Has a word that begins with two letters and two digits.
  public static final int CODE = 1 << 11;

  /// All marks.
  public static final int ANY = (1 << 12) - 1;

  /// The length of a long run.
  static final int LONG = 16;

  private static final int UNKNOWN = -1;

  private final ByteClasses classes;
  private final LongRuns runs = new LongRuns(LONG);
  private final LongRuns base64 = new LongRuns(Disguises.RUN);
  private final Places allDigits = new Places();
  private final Places allAlphanumerics = new Places();
  private int marks;
  private int disguises;
  private int together;
  private int digits;
  private int length;
  private int counted;

  public Shape() {
    this(new ByteClasses());
  }

  Shape(ByteClasses classes) {
    this.classes = classes;
  }

  /// Looks at a text.
  public Shape of(byte[] bytes, int from, int to) {
    length = to - from;
    classes.begin();
    if (length <= Long.SIZE) {
      ofBlock(bytes, from, to);
    } else {
      ofBlocks(bytes, from, to);
    }
    return this;
  }

  private void ofBlock(byte[] bytes, int from, int to) {
    classes.read(bytes, from, to);
    digits = classes.counted();
    together = UNKNOWN;
    marks = marksOfBlock() | marksOfCounts(classes.dots(), classes.colons());
    disguises = disguisesOfBlock();
    if (length >= Disguises.RUN) {
      marks |= LongRuns.in(classes.solid(), LONG) ? LONG_RUN : 0;
      long base64s = classes.alphanumeric() | classes.separators();
      disguises |= LongRuns.in(base64s, Disguises.RUN) ? Disguises.LONG_RUN : 0;
    }
  }

  private void ofBlocks(byte[] bytes, int from, int to) {
    runs.begin();
    base64.begin();
    allDigits.begin();
    allAlphanumerics.begin();
    marks = 0;
    disguises = 0;
    digits = 0;
    together = 0;
    counted = 0;
    int dots = 0;
    int colons = 0;
    for (int p = from; p < to; p += Long.SIZE) {
      classes.read(bytes, p, to);
      runs.add(classes.solid());
      base64.add(classes.alphanumeric() | classes.separators());
      allDigits.add(classes.digits());
      allAlphanumerics.add(classes.alphanumeric());
      dots += classes.dots();
      colons += classes.colons();
      digits += classes.counted();
      marks |= marksOfBlock();
      disguises |= disguisesOfBlock();
      countTogether(classes.digits(), classes.notBetweenDigits());
    }
    together = Math.max(together, counted);
    marks |= marksOfCounts(dots, colons) | (runs.found() ? LONG_RUN : 0);
    disguises |= base64.found() ? Disguises.LONG_RUN : 0;
  }

  private static int marksOfCounts(int dots, int colons) {
    return (dots < 3 ? 0 : THREE_DOTS) | (colons < 7 ? 0 : SEVEN_COLONS);
  }

  private int disguisesOfBlock() {
    return (classes.hasWide() ? Disguises.WIDE : 0) | (classes.hasEscape() ? Disguises.ESCAPED : 0);
  }

  private int marksOfBlock() {
    return (classes.hasAt() ? AT : 0)
        | (classes.hasDashPair() ? DASH_PAIR : 0)
        | (classes.hasCapitalJ() ? CAPITAL_J : 0)
        | (classes.hasColonPair() ? COLON_PAIR : 0)
        | (classes.hasPlus() ? PLUS : 0)
        | (classes.hasSign() ? SETS : 0)
        | (classes.hasGap() ? GAP : 0)
        | (classes.hasWide() || classes.words() != 0 ? WORD : 0)
        | (classes.codes() != 0 ? CODE : 0);
  }

  /// Counts the digits of a block that stand together with each other, and with those before.
  private void countTogether(long blockDigits, long stops) {
    long left = blockDigits;
    if (stops != 0) {
      long before = (stops & -stops) - 1;
      together = Math.max(together, counted + Long.bitCount(left & before));
      counted = 0;
      left &= ~before;
    }
    while (left != 0) {
      // The stop behind the first digit; where there is none, all that is left is together.
      long stop = stops & -(left & -left);
      long before = (stop & -stop) - 1;
      int here = Long.bitCount(left & before);
      if (stop == 0) {
        counted += here;
      } else {
        together = Math.max(together, here);
      }
      left &= ~before;
    }
  }

  /// The most digits that have nothing between them but what can stand between digits, as
  /// [ByteClasses] has it.
  int together() {
    if (together == UNKNOWN) {
      together = 0;
      counted = 0;
      countTogether(classes.digits(), classes.notBetweenDigits());
      together = Math.max(together, counted);
    }
    return together;
  }

  /// Whether one word has the bits of all bytes: of short texts.
  public boolean knowsPlaces() {
    return length <= Long.SIZE;
  }

  ByteClasses classes() {
    return classes;
  }

  /// The digits of a long text.
  Places allDigits() {
    return allDigits;
  }

  /// The letters and digits of a long text.
  Places allAlphanumerics() {
    return allAlphanumerics;
  }

  /// The digits of a short text, one bit for each byte.
  long digitPlaces() {
    return classes.digits();
  }

  /// The letters and digits, one bit for each byte.
  public long alphanumericPlaces() {
    return classes.alphanumeric();
  }

  /// What Base64 and base64url have beside letters and digits, one bit for each byte.
  public long separatorPlaces() {
    return classes.separators();
  }

  /// The marks that it has.
  public int marks() {
    return marks;
  }

  /// What else than plain ASCII it may hold, as bits of [Disguises].
  public int disguises() {
    return disguises;
  }

  /// How many digits, colons and equals signs it has.
  public int digits() {
    return digits;
  }

  public int length() {
    return length;
  }
}

package dev.countersign.masking.detect;

import org.jspecify.annotations.Nullable;

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

  private int marks;
  private boolean guessed;
  private boolean close;
  private int together;
  private final ByteClasses classes = new ByteClasses();
  private final LongRuns runs = new LongRuns();
  private final @Nullable VectorShape vectors = Vectors.USED ? new VectorShape() : null;
  private int digits;
  private int length;

  /// Looks at a text.
  public Shape of(byte[] bytes, int from, int to) {
    long seen = vectors == null ? WordShape.of(bytes, from, to) : vectors.of(bytes, from, to);
    marks = (int) seen & ANY;
    digits = (int) (seen >>> Integer.SIZE);
    length = to - from;
    guessed = false;
    close = false;
    return this;
  }

  /// Takes what a scan of the text tells, and for the rest that it may be so.
  public Shape guess(long scan, int itsLength) {
    marks = StringScan.marks(scan);
    digits = StringScan.digits(scan);
    length = itsLength;
    guessed = true;
    close = false;
    return this;
  }

  /// Whether it was guessed in part, from a scan.
  boolean isGuessed() {
    return guessed;
  }

  static long packed(int marks, int digits) {
    return (long) digits << Integer.SIZE | marks;
  }

  /// The marks that a few signs make.
  static int marks(long ats, long capitalJs, long equals, long colonPairs, int dots, int colons) {
    return (ats == 0 ? 0 : AT)
        | (colonPairs == 0 ? 0 : COLON_PAIR)
        | (capitalJs == 0 ? 0 : CAPITAL_J)
        | (dots < 3 ? 0 : THREE_DOTS)
        | (colons < 7 ? 0 : SEVEN_COLONS)
        | (colons == 0 && equals == 0 ? 0 : SETS);
  }

  /// Looks closer at the text of this shape, for what is asked of few texts.
  ///
  /// @param all whether all that was guessed is to be known then
  void closer(byte[] bytes, int from, int to, boolean all) {
    boolean signs = all && guessed;
    close = true;
    classes.begin();
    runs.begin();
    int most = 0;
    int count = 0;
    long words = 0;
    long codes = 0;
    for (int p = from; p < to; p += Long.SIZE) {
      classes.read(bytes, p, to);
      words |= classes.words();
      codes |= classes.codes();
      if (signs) {
        classes.readSigns(bytes, p, to);
        runs.add(classes.solid());
      }
      long digits = classes.digits();
      long stops = classes.notBetweenDigits();
      if (stops != 0) {
        most = Math.max(most, count + Long.bitCount(digits & (stops & -stops) - 1));
        count = 0;
        digits &= -(stops & -stops);
      }
      while (digits != 0) {
        // The stop behind the first digit; where there is none, all that is left is together.
        long stop = stops & -(digits & -digits);
        long before = (stop & -stop) - 1;
        int here = Long.bitCount(digits & before);
        if (stop == 0) {
          count += here;
        } else {
          most = Math.max(most, here);
        }
        digits &= ~before;
      }
    }
    together = Math.max(most, count);
    marks = (marks & ~CLOSER) | (words == 0 ? 0 : WORD) | (codes == 0 ? 0 : CODE);
    if (signs) {
      int known = classes.signs() | (runs.found() ? LONG_RUN : 0);
      marks = marks & ~StringScan.UNKNOWN | known;
      guessed = false;
    }
  }

  /// The most digits that have nothing between them but what can stand between digits, as
  /// [ByteClasses] has it. Known after [#closer].
  int together() {
    return together;
  }

  /// Whether it is known of each byte whether it is a digit: of short texts that were looked at
  /// closer.
  boolean knowsPlaces() {
    return close && length <= Long.SIZE;
  }

  /// The digits, one bit for each byte.
  long digitPlaces() {
    return classes.digits();
  }

  /// The letters and digits, one bit for each byte.
  long alphanumericPlaces() {
    return classes.alphanumeric();
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

package dev.countersign.masking.detect;

/// What a short text can hold at most in which hits have been replaced, told without a look at it:
/// what stood outside of the hits, and what was put in. It may claim too much, never too little.
/// One object serves many texts in turn.
public final class Leftover {

  /// Marks that can come to be where parts of a text meet.
  static final int JOINTS = Shape.DASH_PAIR | Shape.LONG_RUN | Shape.GAP | Shape.WORD | Shape.CODE;

  private ByteClasses classes = new ByteClasses(false);
  private int marks;
  private int disguises;
  private int digits;
  private int dots;
  private int colons;
  private int length;

  /// Begins with a text of which every place is known ([Shape#knowsPlaces]). Its shape is of no use
  /// then.
  public void begin(Shape shape) {
    classes = shape.classes();
    marks = JOINTS;
    disguises = 0;
    digits = 0;
    dots = 0;
    colons = 0;
    length = shape.length();
  }

  /// Puts something that is [Filling#apart] in the place of bytes, counted from the text's first.
  public void replace(int from, int to, Filling filling) {
    classes.leaveOut(from, to);
    marks |= filling.marks();
    disguises |= filling.disguises();
    digits += filling.digits();
    dots += filling.dots();
    colons += filling.colons();
    length += filling.length() - (to - from);
  }

  int marks() {
    int allDots = dots + classes.dots();
    int allColons = colons + classes.colons();
    return marks
        | (classes.hasAt() ? Shape.AT : 0)
        | (classes.hasCapitalJ() ? Shape.CAPITAL_J : 0)
        | (classes.hasPlus() ? Shape.PLUS : 0)
        | (classes.hasSign() ? Shape.SETS : 0)
        | (allDots < 3 ? 0 : Shape.THREE_DOTS)
        | (allColons < 2 ? 0 : Shape.COLON_PAIR)
        | (allColons < 7 ? 0 : Shape.SEVEN_COLONS);
  }

  int disguises() {
    long base64 = classes.alphanumeric() | classes.separators();
    return disguises
        | (classes.hasWide() ? Disguises.WIDE : 0)
        | (classes.hasEscape() ? Disguises.ESCAPED : 0)
        | (LongRuns.in(base64, Disguises.RUN) ? Disguises.LONG_RUN : 0);
  }

  int digits() {
    return digits + classes.counted();
  }

  int length() {
    return length;
  }
}

package dev.countersign.masking.detect;

/// What a text must have at least for a finder to find anything in it; a finder may state several,
/// of which one is enough.
///
/// @param marks the marks of [Shape] that it has, as bits
/// @param digits how many digits it has
/// @param together how many of its digits stand together, as [Shape#together] counts them
/// @param length how many bytes it has
/// @param context whether its member has a name that the finder takes for context
public record Needs(int marks, int digits, int together, int length, boolean context) {

  /// So many bytes, and nothing else.
  public static Needs length(int length) {
    return new Needs(0, 0, 0, length, false);
  }

  /// With these marks of [Shape]. A colon and an `=` are counted among the digits there.
  public Needs marks(int wanted) {
    int counted = (wanted & Shape.SEVEN_COLONS) != 0 ? 7 : (wanted & Shape.COLON_PAIR) != 0 ? 2 : 0;
    int least = Math.max(counted, (wanted & Shape.SETS) != 0 ? 1 : 0);
    return new Needs(wanted, Math.max(digits, least), together, length, context);
  }

  /// With so many digits.
  public Needs digits(int wanted) {
    return new Needs(marks, wanted, together, length, context);
  }

  /// With so many digits that stand together.
  public Needs together(int wanted) {
    return new Needs(marks, Math.max(digits, wanted), wanted, length, context);
  }

  /// What meets either of two that are alike in whether they need context meets this as well.
  Needs or(Needs other) {
    return new Needs(
        marks & other.marks,
        Math.min(digits, other.digits),
        Math.min(together, other.together),
        Math.min(length, other.length),
        context);
  }

  /// Only under a name for which [Finder#isMeantBy] holds.
  public Needs inContext() {
    return new Needs(marks, digits, together, length, true);
  }
}

package dev.countersign.masking.detect;

/// How various the characters of a text are: what tells a secret from a word, a name or a number.
/// One object serves many texts in turn; only the first 256 characters are judged.
final class Variety {

  /// Words without digits that are shorter are no tokens.
  static final int LONG = 20;

  private static final int JUDGED = 256;
  private static final Signs BRACKETS = Signs.of("<>[]{}()\"'`");
  private static final int LOWER = 1;
  private static final int UPPER = 2;
  private static final int DIGIT = 3;

  private int length;
  private int lower;
  private int upper;
  private int digits;
  private int symbols;
  private int joints;
  private int foreign;
  private int brackets;
  private int changes;
  private int capitalPairs;
  private int different;

  /// Looks at a text.
  Variety of(byte[] b, int from, int to) {
    length = Math.min(JUDGED, to - from);
    lower = 0;
    upper = 0;
    digits = 0;
    symbols = 0;
    joints = 0;
    foreign = 0;
    brackets = 0;
    changes = 0;
    capitalPairs = 0;
    long low = 0;
    long high = 0;
    int previous = 0;
    for (int i = from; i < from + length; i++) {
      int c = b[i];
      int kind = kind(c);
      count(kind, c);
      changes += kind != 0 && previous != 0 && isChange(previous, kind) ? 1 : 0;
      capitalPairs += kind == UPPER && previous == UPPER ? 1 : 0;
      previous = kind == 0 ? previous : kind;
      low |= c >= 0 && c < 64 ? 1L << c : 0;
      high |= c >= 64 ? 1L << c : 0;
    }
    different = Long.bitCount(low) + Long.bitCount(high);
    return this;
  }

  private static int kind(int c) {
    if (Ascii.isDigit(c)) {
      return DIGIT;
    }
    return Ascii.isLetter(c) ? c >= 'a' ? LOWER : UPPER : 0;
  }

  /// A capital followed by small letters is how words begin.
  private static boolean isChange(int before, int after) {
    return before != after && !(before == UPPER && after == LOWER);
  }

  private void count(int kind, int c) {
    switch (kind) {
      case LOWER -> lower++;
      case UPPER -> upper++;
      case DIGIT -> digits++;
      default -> {
        boolean joint = c == '-' || c == '_' || c == '.' || c == '/' || c == ':';
        joints += joint ? 1 : 0;
        symbols += joint ? 0 : 1;
        brackets += BRACKETS.has(c) ? 1 : 0;
        foreign += joint || c == '+' || c == '=' || c == '~' || c == '$' || c == '%' ? 0 : 1;
      }
    }
  }

  /// Whether it can be a password that somebody has said to be one.
  boolean isPassword() {
    int letters = lower + upper;
    boolean mixed = (digits > 0 && letters > 0) || (symbols > 0 && letters + digits > 2);
    return length >= 6 && different >= 4 && (mixed || digits == length);
  }

  /// Whether it can be a password of which prose has just said so.
  boolean isPlainPassword() {
    return length >= 8 && different >= 4 && digits > 0 && lower + upper > 0 && brackets == 0;
  }

  /// Whether it can be a password in prose, where more words are about.
  boolean isStrongPassword() {
    int kinds = (lower > 0 ? 1 : 0) + (upper > 0 ? 1 : 0) + (symbols > 0 ? 1 : 0);
    return length >= 8 && different >= 6 && digits > 0 && kinds >= 2 && brackets == 0;
  }

  /// Whether it can be a key or token that somebody has said to be one.
  boolean isToken() {
    boolean mixed =
        digits > 0 && lower + upper > 0 && (changes >= 2 || (joints == 0 && length > 11));
    return length >= 8 && different >= 6 && foreign == 0 && (mixed || isMixedCase());
  }

  /// Whether it can be a key or token in prose.
  boolean isStrongToken() {
    boolean mixed = digits > 0 && lower + upper > 0 && changes >= Math.max(4, length / 8);
    return length >= 16 && different >= 8 && foreign == 0 && (mixed || isMixedCase());
  }

  /// Names in humps have few capitals side by side and few changes.
  private boolean isMixedCase() {
    return length >= LONG && different >= 10 && capitalPairs >= 2 && changes >= length / 6;
  }
}

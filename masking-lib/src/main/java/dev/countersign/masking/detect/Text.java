package dev.countersign.masking.detect;

/// The decoded text that finders look at: UTF-8 bytes between `begin` and `end`, and the name of
/// the member it stands under. One object serves a whole session.
public final class Text {

  byte[] bytes = {};
  int begin;
  int end;
  private MemberName member = new MemberName();
  private final Tokens tokens = new Tokens();
  private boolean tokensKnown;
  private boolean known;
  private long digits;
  private long alphanumerics;

  /// Looks at another text.
  public Text set(byte[] bytes, int begin, int end, MemberName member) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = end;
    this.member = member;
    tokensKnown = false;
    known = false;
    return this;
  }

  /// Looks at another text of which the shape is known.
  public Text set(byte[] bytes, int begin, int end, MemberName member, Shape shape) {
    set(bytes, begin, end, member);
    known = shape.knowsPlaces();
    digits = shape.digitPlaces();
    alphanumerics = shape.alphanumericPlaces();
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int begin() {
    return begin;
  }

  public int end() {
    return end;
  }

  /// Its tokens, found once for all finders.
  Tokens tokens() {
    if (!tokensKnown) {
      if (known) {
        tokens.of(begin, alphanumerics, digits);
      } else {
        tokens.of(bytes, begin, end);
      }
      tokensKnown = true;
    }
    return tokens;
  }

  MemberName member() {
    return member;
  }

  /// The byte at `i`, or 0 outside the text.
  int at(int i) {
    return i >= begin && i < end ? bytes[i] : 0;
  }

  boolean digitAt(int i) {
    return Ascii.isDigit(at(i));
  }

  boolean alphanumericAt(int i) {
    return Ascii.isAlphanumeric(at(i));
  }

  /// Whether the text before `i` is the stars of a value of which the last characters were kept.
  boolean starsBefore(int i) {
    return at(i - 1) == '*' && at(i - 2) == '*' && at(i - 3) == '*' && at(i - 4) == '*';
  }

  /// Whether `from`–`to` is the whole text.
  boolean isWhole(int from, int to) {
    return from == begin && to == end;
  }

  /// Whether it is known of each byte what it is.
  public boolean isKnown() {
    return known;
  }

  /// The digits of a text that is known, one bit for each byte.
  long digits() {
    return digits;
  }

  /// The letters and digits of a text that is known, one bit for each byte.
  long alphanumerics() {
    return alphanumerics;
  }

  /// The bits of the bytes from a place on, in a text of at most 64 bytes.
  long behind(int place) {
    return place - begin >= Long.SIZE ? 0 : -1L << place - begin;
  }

  /// Whether, as far as is known, of the bytes behind `i` those are digits and letters that should
  /// be, and just those are either, one bit for each byte.
  boolean mayStand(int i, int length, long wantedDigits, long wantedLetters, long either) {
    if (!known) {
      return true;
    }
    long theirs = alphanumerics >>> i - begin;
    long theirDigits = digits >>> i - begin;
    return (theirs & (1L << length) - 1) == either
        && (theirDigits & wantedDigits) == wantedDigits
        && (theirDigits & wantedLetters) == 0;
  }

  /// Whether, as far as is known, a text between two places has a letter.
  boolean mayHaveLetter(int from, int to) {
    return !known || (alphanumerics & ~digits & between(from, to)) != 0;
  }

  /// Whether, as far as is known, a text between two places has a digit.
  boolean mayHaveDigit(int from, int to) {
    return !known || (digits & between(from, to)) != 0;
  }

  private long between(int from, int to) {
    return to == from ? 0 : -1L >>> Long.SIZE - (to - from) << from - begin;
  }

  /// Where letters and digits begin in a text that is known, as bits from its begin on.
  long wordStarts() {
    return alphanumerics & ~(alphanumerics << 1);
  }

  /// The end of the letters and digits that begin at `i`, in a text that is known.
  int wordEnd(int i) {
    return i + Long.numberOfTrailingZeros(~(alphanumerics >>> i - begin));
  }

  /// The end of the digits that begin at `i`.
  int digitsEnd(int i) {
    if (known && i < end) {
      return Math.min(end, i + Long.numberOfTrailingZeros(~digits >>> i - begin));
    }
    int p = i;
    while (p < end && Ascii.isDigit(bytes[p])) {
      p++;
    }
    return p;
  }

  /// The first digit at or after `i`, or `end`.
  int nextDigit(int i) {
    return next(digits, i, false);
  }

  /// The first digit at or after `i` that has no letter and no digit before it, or `end`.
  int nextNumber(int i) {
    return next(digits & ~(alphanumerics << 1), i, true);
  }

  private int next(long bits, int i, boolean apart) {
    if (known) {
      long left = i < end ? bits >>> i - begin : 0;
      return left == 0 ? end : i + Long.numberOfTrailingZeros(left);
    }
    int p = i;
    while (p < end && !(Ascii.isDigit(bytes[p]) && !(apart && alphanumericAt(p - 1)))) {
      p++;
    }
    return p;
  }
}

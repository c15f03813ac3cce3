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
  private boolean mapped;
  private long digits;
  private long alphanumerics;
  private Places allDigits = new Places();
  private Places allAlphanumerics = allDigits;

  /// Looks at another text.
  public Text set(byte[] bytes, int begin, int end, MemberName member) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = end;
    this.member = member;
    tokensKnown = false;
    known = false;
    mapped = false;
    return this;
  }

  /// Looks at another text of which the shape is known, as long as that looks at no other.
  public Text set(byte[] bytes, int begin, int end, MemberName member, Shape shape) {
    set(bytes, begin, end, member);
    known = shape.knowsPlaces();
    mapped = !known;
    digits = shape.digitPlaces();
    alphanumerics = shape.alphanumericPlaces();
    allDigits = shape.allDigits();
    allAlphanumerics = shape.allAlphanumerics();
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
      } else if (mapped) {
        tokens.of(bytes, begin, end, allAlphanumerics, allDigits);
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

  /// Whether it is known of each byte what it is, as one word tells.
  public boolean isKnown() {
    return known;
  }

  /// The bits of the bytes from a place on, in a text of at most 64 bytes.
  long behind(int place) {
    return place - begin >= Long.SIZE ? 0 : -1L << place - begin;
  }

  /// Whether, as far as is known, of the bytes behind `i` those are digits and letters that should
  /// be, and just those are either, one bit for each byte.
  boolean mayStand(int i, int length, long wantedDigits, long wantedLetters, long either) {
    if (!known && !mapped) {
      return true;
    }
    long theirs = known ? alphanumerics >>> i - begin : allAlphanumerics.from(i - begin);
    long theirDigits = known ? digits >>> i - begin : allDigits.from(i - begin);
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

  /// The letters and digits among 64 bytes from a place in the text on, one bit for each.
  long alphanumericsFrom(int i) {
    if (known) {
      return i == end ? 0 : alphanumerics >>> i - begin;
    }
    return mapped ? allAlphanumerics.from(i - begin) : bitsFrom(i, true);
  }

  /// The digits among 64 bytes from a place in the text on, one bit for each.
  long digitsFrom(int i) {
    if (known) {
      return i == end ? 0 : digits >>> i - begin;
    }
    return mapped ? allDigits.from(i - begin) : bitsFrom(i, false);
  }

  private long bitsFrom(int i, boolean letters) {
    long bits = 0;
    for (int p = Math.min(end, i + Long.SIZE) - 1; p >= i; p--) {
      boolean is = Ascii.isDigit(bytes[p]) || (letters && Ascii.isLetter(bytes[p]));
      bits = bits << 1 | (is ? 1 : 0);
    }
    return bits;
  }

  /// The first letter or digit at or after `i` that has none before it, or `end`.
  int nextWord(int i) {
    for (int p = i; p < end; p += Long.SIZE) {
      long words = alphanumericsFrom(p);
      words &= ~(words << 1 | (alphanumericAt(p - 1) ? 1 : 0));
      if (words != 0) {
        return p + Long.numberOfTrailingZeros(words);
      }
    }
    return end;
  }

  /// The first digit at or after `i`, or `end`.
  int nextDigit(int i) {
    for (int p = i; p < end; p += Long.SIZE) {
      long found = digitsFrom(p);
      if (found != 0) {
        return p + Long.numberOfTrailingZeros(found);
      }
    }
    return end;
  }

  /// The digits among 64 bytes from a place in the text on that have no letter and no digit before
  /// them, one bit for each.
  long numbersFrom(int i) {
    long numbers = digitsFrom(i);
    return numbers == 0
        ? 0
        : numbers & ~(alphanumericsFrom(i) << 1 | (alphanumericAt(i - 1) ? 1 : 0));
  }
}

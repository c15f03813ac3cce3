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

  /// Looks at another text.
  public Text set(byte[] bytes, int begin, int end, MemberName member) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = end;
    this.member = member;
    tokensKnown = false;
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
      tokens.of(bytes, begin, end);
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

  /// The end of the digits that begin at `i`.
  int digitsEnd(int i) {
    while (i < end && Ascii.isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  /// The first digit at or after `i`, or `end`.
  int nextDigit(int i) {
    while (i < end && !Ascii.isDigit(bytes[i])) {
      i++;
    }
    return i;
  }
}

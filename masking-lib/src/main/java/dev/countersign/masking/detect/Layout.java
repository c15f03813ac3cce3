package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// How an identifier is written: `9` is a digit, `A` a letter, `X` either, all else itself.
///
/// A layout that begins with `!` says enough by itself; others need words that speak of it.
final class Layout {

  private final String pattern;
  private final byte[] wanted;
  private final boolean alone;
  private final TokenNeed tokens;
  private final long digits;
  private final long letters;
  private final long alphanumerics;

  Layout(String written) {
    alone = written.startsWith("!");
    pattern = alone ? written.substring(1) : written;
    wanted = pattern.getBytes(US_ASCII);
    int first = tokenEnd(0);
    long next = first == pattern.length() ? TokenNeed.ANY : kinds(first + 1, tokenEnd(first + 1));
    tokens = new TokenNeed(kinds(0, first), next);
    digits = places('9');
    letters = places('A');
    alphanumerics = digits | letters | places('X');
  }

  private int tokenEnd(int from) {
    int end = from;
    while (end < pattern.length() && Ascii.isAlphanumeric(pattern.charAt(end))) {
      end++;
    }
    return end;
  }

  /// The kinds of a token that may stand there.
  private long kinds(int from, int to) {
    String token = pattern.substring(from, to);
    boolean digits = token.indexOf('A') < 0;
    boolean letters = token.indexOf('9') < 0;
    boolean mixed = token.indexOf('X') >= 0 || !(digits || letters);
    return (digits ? Tokens.ofDigits(token.length()) : 0)
        | (letters ? Tokens.ofLetters(token.length()) : 0)
        | (mixed ? Tokens.ofMixed(token.length()) : 0);
  }

  private long places(char wanted) {
    long places = 0;
    for (int i = 0; i < pattern.length(); i++) {
      places |= pattern.charAt(i) == wanted ? 1L << i : 0;
    }
    return places;
  }

  /// Whether it needs no context.
  boolean standsAlone() {
    return alone;
  }

  /// The tokens with which it begins.
  TokenNeed tokens() {
    return tokens;
  }

  /// Whether a token of that kind may follow the one with which it begins.
  boolean mayGoOn(int next) {
    return (tokens.next() >>> next & 1) != 0;
  }

  int length() {
    return wanted.length;
  }

  /// What a text must have for something in that layout to stand in it.
  Needs needs() {
    int most = 0;
    int together = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      together = c == '9' ? together + 1 : Ascii.isLetter(c) ? 0 : together;
      most = Math.max(most, together);
    }
    boolean code = pattern.startsWith("AA99");
    boolean word = pattern.contains("AAA");
    boolean run = pattern.length() >= Shape.LONG && pattern.indexOf(' ') < 0;
    int marks = (code ? Shape.CODE : 0) | (word ? Shape.WORD : 0) | (run ? Shape.LONG_RUN : 0);
    return Needs.length(pattern.length()).together(most).marks(marks);
  }

  /// The pattern, without the mark of those that stand alone.
  String pattern() {
    return pattern;
  }

  /// Whether digits and letters stand where they should behind a place, as far as is known; what is
  /// between them is not looked at.
  boolean mayFit(Text text, int start) {
    return text.mayStand(start, wanted.length, digits, letters, alphanumerics);
  }

  /// Reads what stands at a place, its letters as capitals and without what is between.
  ///
  /// @return how many characters were written to `out`; 0 where the layout does not fit
  int read(Text text, int start, byte[] out) {
    int length = 0;
    for (int i = 0; i < wanted.length; i++) {
      int b = text.at(start + i);
      boolean fits =
          switch (wanted[i]) {
            case '9' -> Ascii.isDigit(b);
            case 'A' -> Ascii.isLetter(b);
            case 'X' -> Ascii.isAlphanumeric(b);
            default -> b == wanted[i];
          };
      if (!fits) {
        return 0;
      }
      if (Ascii.isAlphanumeric(b)) {
        out[length++] = (byte) (Ascii.isLetter(b) ? b & ~0x20 : b);
      }
    }
    return length;
  }
}

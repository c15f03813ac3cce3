package dev.countersign.gateway.config.pack;

import java.text.Normalizer;
import java.util.Locale;

/// A text as a reader takes it: one form of each letter, lower case, nothing invisible, single
/// spaces.
///
/// Compatibility forms, accents, and the Cyrillic and Greek letters that look like Latin ones are
/// folded; so `іgnоrе` is `ignore`. Line breaks stay.
final class FoldedText {
  private static final String FOREIGN = "аеорсухіјѕԁһԛԝѵӏкмтвнɡαοερτυικνβηχγ";
  private static final String LATIN = "aeopcyxijsdhqwvlkmtbhgaoeptuikvbnxy";
  private static final int BLACK_FLAG = 0x1F3F4;

  private final String text;
  private boolean hidesSomething;
  private boolean mixesScripts;

  FoldedText(String written) {
    StringBuilder out = new StringBuilder(written.length());
    String composed =
        isAscii(written) ? written : Normalizer.normalize(written, Normalizer.Form.NFKD);
    look(written);
    composed.toLowerCase(Locale.ROOT).codePoints().forEach(c -> fold(out, c));
    this.text = out.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return text;
  }

  /// Whether it holds characters that nobody sees where they have no business: within Latin words,
  /// or such that turn the order of reading around, or spell a message of their own.
  boolean hidesSomething() {
    return hidesSomething;
  }

  /// Whether a word mixes Latin letters with others that look like them.
  boolean mixesScripts() {
    return mixesScripts;
  }

  private static void fold(StringBuilder out, int c) {
    int place = c < 0x80 ? -1 : FOREIGN.indexOf(c);
    if (place >= 0) {
      out.append(LATIN.charAt(place));
    } else if (c == '\n') {
      trim(out);
      out.append('\n');
    } else if (c == '\u2019' || c == '\u02bc') {
      out.append('\'');
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '_' || c == '*') {
      if (!out.isEmpty() && " \n".indexOf(out.charAt(out.length() - 1)) < 0) {
        out.append(c == '_' && isLetterLast(out) ? '_' : ' ');
      }
    } else if (!isInvisible(c)) {
      out.appendCodePoint(c);
    }
  }

  private static boolean isLetterLast(StringBuilder out) {
    return Character.isLetterOrDigit(out.charAt(out.length() - 1));
  }

  private static void trim(StringBuilder out) {
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || (type == Character.CONTROL && c != '\n')
        || c == 0x3164
        || c == 0x115F
        || c == 0x1160;
  }

  private void look(String written) {
    int[] codes = written.codePoints().toArray();
    boolean latin = false;
    boolean lookAlike = false;
    boolean flag = false;
    for (int i = 0; i < codes.length; i++) {
      int c = codes[i];
      flag = c == BLACK_FLAG || (flag && isTag(c));
      hidesSomething |= isDeceit(c, flag) || (isJoiner(c) && isBetweenLatin(codes, i));
      if (Character.isLetter(c)) {
        latin |= c < 0x250;
        lookAlike |= isForeign(c);
        mixesScripts |= latin && lookAlike;
      } else if (!isJoiner(c)) {
        latin = false;
        lookAlike = false;
      }
    }
  }

  private static boolean isForeign(int c) {
    return c >= 0x250 && FOREIGN.indexOf(Character.toLowerCase(c)) >= 0;
  }

  private static boolean isTag(int c) {
    return c >= 0xE0000 && c <= 0xE007F;
  }

  private static boolean isDeceit(int c, boolean flag) {
    return (isTag(c) && !flag) || c == 0x202D || c == 0x202E;
  }

  private static boolean isJoiner(int c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
  }

  private static boolean isBetweenLatin(int[] codes, int at) {
    return at > 0
        && at + 1 < codes.length
        && isLatin(codes[at - 1])
        && (isLatin(codes[at + 1]) || isJoiner(codes[at + 1]));
  }

  private static boolean isLatin(int c) {
    return c < 0x250 && Character.isLetter(c);
  }
}

package dev.countersign.masking.detect;

/// Where the end of a text may be the beginning of a hit that goes on behind it, for hits that are
/// one word or numbers in groups.
///
/// Open are the last word, of which no hit of these is longer than [#REACH] bytes, and before it
/// numbers in groups, the beginning of an IBAN and two letters. That more than a word is open takes
/// digits, so prose is open from its last word on.
public final class OpenEnd {

  private static final int REACH = 64;
  private static final int MAX_GAP = 3;
  private static final int GROUP = 4;
  private static final String JOINTS = "._%+-'@/():";

  private OpenEnd() {}

  /// The first place from which on more text could make or change a hit; the end of the text where
  /// there is none.
  public static int of(Text text) {
    int word = wordStart(text, text.end);
    return Math.min(numbersStart(text, word), ibanStart(text, word));
  }

  /// Where the word begins that ends at a place, or so much of it as a hit can be.
  public static int wordStart(Text text, int end) {
    int from = Math.max(text.begin, end - REACH);
    int i = end;
    while (i > from && isWord(text.bytes[i - 1])) {
      i--;
    }
    while (i > text.begin && i < end && (text.bytes[i] & 0xc0) == 0x80) {
      i--;
    }
    return i;
  }

  private static boolean isWord(byte b) {
    return b < 0 || Ascii.isAlphanumeric(b) || JOINTS.indexOf(b) >= 0;
  }

  /// Where the words with digits begin behind which there are only words with digits, a hyphen or
  /// what leads an extension.
  private static int numbersStart(Text text, int word) {
    int start = word;
    int end = wordEnd(text, start);
    while (end > 0) {
      int before = wordStart(text, end);
      if (before < text.end - REACH || before == end) {
        return start;
      }
      if (hasDigit(text, before, end)) {
        start = before;
      } else if (!isBetween(text, before, end)) {
        int letters = first(text, before, end);
        boolean prefix = end - letters == 2 && isLetters(text, letters, end);
        return prefix && mayFollow(text, start) ? letters : start;
      } else if (!hasDigitsBefore(text, before)) {
        return start;
      }
      end = wordEnd(text, before);
    }
    return start;
  }

  /// Whether what stands there can follow two letters: two or six digits, or so many yet.
  private static boolean mayFollow(Text text, int at) {
    int digits = text.digitsEnd(at) - at;
    return at + digits == text.end ? digits <= 6 : digits == 2 || digits == 6;
  }

  /// The first letter or digit of a word.
  private static int first(Text text, int from, int end) {
    int i = from;
    while (i < end && !text.alphanumericAt(i)) {
      i++;
    }
    return i;
  }

  private static boolean hasDigitsBefore(Text text, int word) {
    int end = wordEnd(text, word);
    return end > 0 && hasDigit(text, wordStart(text, end), end);
  }

  /// Where the word before a place ends, behind which there are one to three spaces; else -1.
  private static int wordEnd(Text text, int at) {
    int i = at;
    while (i > text.begin && i > at - MAX_GAP && text.bytes[i - 1] == ' ') {
      i--;
    }
    return i == at || i == text.begin ? -1 : i;
  }

  /// Whether a word without digits can stand between those of one number.
  private static boolean isBetween(Text text, int from, int end) {
    boolean joint = end - from == 1 && text.bytes[from] == '-';
    boolean extension = end - from <= GROUP && (Words.says(text, from, "ext") || isX(text, from));
    return joint || extension;
  }

  private static boolean isX(Text text, int at) {
    return (text.bytes[at] | 0x20) == 'x';
  }

  /// Where a group of two letters and two digits begins behind which there are only groups of up to
  /// four letters and digits.
  private static int ibanStart(Text text, int word) {
    int at = word;
    int start = word;
    boolean groups = isGroup(text, word, text.end);
    int end = wordEnd(text, at);
    while (groups && end > 0) {
      at = wordStart(text, end);
      int group = first(text, at, end);
      groups = group < end && at >= text.end - REACH && isGroup(text, group, end);
      boolean code = groups && end - group == GROUP && isLetters(text, group, group + 2);
      start = code && text.digitAt(group + 2) && text.digitAt(group + 3) ? group : start;
      groups &= group == at;
      end = wordEnd(text, at);
    }
    return start;
  }

  private static boolean isGroup(Text text, int from, int end) {
    int i = from;
    while (i < end && text.alphanumericAt(i)) {
      i++;
    }
    return i == end && end - from <= GROUP;
  }

  private static boolean isLetters(Text text, int from, int end) {
    int i = from;
    while (i < end && Ascii.isLetter(text.bytes[i])) {
      i++;
    }
    return i == end;
  }

  private static boolean hasDigit(Text text, int from, int end) {
    return text.nextDigit(from) < end;
  }
}

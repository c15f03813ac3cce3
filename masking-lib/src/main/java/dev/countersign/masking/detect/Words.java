package dev.countersign.masking.detect;

/// Looks for words that stand before a place and say what stands there.
final class Words {

  private static final int MAX_NAME = 64;

  private Words() {}

  /// Whether that word, in lower case, begins in the `reach` bytes before `start`, in any case.
  ///
  /// It begins behind no letter, ends before none, and is no part of what was put in the place of
  /// an earlier hit.
  static boolean before(Text text, int start, int reach, String word) {
    int last = start - word.length();
    for (int i = Math.max(text.begin, start - reach); i <= last; i++) {
      if (says(text, i, word)
          && !Ascii.isLetter(text.at(i - 1))
          && !Ascii.isLetter(text.at(i + word.length()))
          && !inMarker(text, i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a word stands at that place.
  static boolean says(Text text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      int b = text.at(at + i);
      if ((Ascii.isLetter(b) ? b | 0x20 : b) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Whether `at` stands inside what was put in the place of an earlier hit.
  static boolean inMarker(Text text, int at) {
    int i = at;
    while (i > at - MAX_NAME && isName(text.at(i - 1))) {
      i--;
    }
    return text.at(i - 1) == ':' && says(text, i - 9, "redacted");
  }

  /// Whether the colon at that place is the one in what was put in the place of an earlier hit.
  static boolean isMarkerColon(Text text, int at) {
    return text.at(at - 1) == 'd' && text.at(at - 9) == '[' && says(text, at - 8, "redacted");
  }

  private static boolean isName(int b) {
    return Ascii.isAlphanumeric(b) || b == '.' || b == '_' || b == '-';
  }
}

package dev.countersign.masking.detect;

/// Where the end of a text may be the beginning of a secret that is known by what is said of it:
/// the word behind words that speak of a secret, the value behind a name, the password of a URL.
final class OpenSecret {

  private static final ContextWords WORDS = ContextWords.ALL;
  private static final int SAID = Topic.SECRET.bit() | Topic.PASSWORD.bit();
  private static final int CONTEXT = 32;
  private static final int NAME = 48;
  private static final int GAP = 5;
  private static final int REACH = 1024;
  private static final int MAX_SEPARATORS = 64;
  private static final int MAX_AUTHORITY = 256;

  private OpenSecret() {}

  static int of(Text text) {
    int word = text.end;
    int from = Math.max(text.begin, text.end - REACH);
    while (word > from && !(text.bytes[word - 1] >= 0 && text.bytes[word - 1] <= ' ')) {
      word--;
    }
    if (word == text.end || isHidden(text, word)) {
      return text.end;
    }
    boolean said = (WORDS.before(text, word, CONTEXT) & SAID) != 0;
    return said || isSet(text, word) ? word : passwordStart(text, word);
  }

  /// Whether what begins there was put in the place of an earlier hit.
  private static boolean isHidden(Text text, int at) {
    return text.at(at) == '[' && Words.says(text, at + 1, "redacted:");
  }

  private static boolean isSet(Text text, int word) {
    int left = MAX_SEPARATORS;
    int from = Math.max(text.begin, word - GAP);
    for (int i = text.end - 1; i >= from && left > 0; i--) {
      if (text.bytes[i] == '=' || text.bytes[i] == ':') {
        left--;
        if (isNameOfSecret(text, i) && !isHidden(text, valueStart(text, i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNameOfSecret(Text text, int separator) {
    int from = Math.max(text.begin, separator - NAME);
    int said = WORDS.inName(text.bytes, from, separator) | WORDS.before(text, separator, NAME);
    return (said & SAID) != 0;
  }

  private static int valueStart(Text text, int separator) {
    int i = separator + 1;
    while (i < separator + GAP && " \"'`\\=>:".indexOf(text.at(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static int passwordStart(Text text, int word) {
    for (int i = text.end - 1; i > word; i--) {
      int b = text.bytes[i];
      if (b == '/' && text.bytes[i - 1] == '/') {
        int colon = ByteScan.indexOf(text.bytes, ':', i, text.end);
        boolean open = colon < text.end && text.end - i <= MAX_AUTHORITY;
        return open && text.at(i - 2) == ':' ? colon + 1 : text.end;
      }
      if (SecretFinder.isAuthorityEnd(b)) {
        return text.end;
      }
    }
    return text.end;
  }
}

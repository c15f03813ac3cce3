package dev.countersign.masking;

/// The tokens of JSON (RFC 8259) in a text that is there as a whole.
final class JsonTokens {

  private static final String[] LITERALS = {"true", "false", "null"};

  private JsonTokens() {}

  /// The end of the white space that begins at `from`.
  static int spacesEnd(byte[] b, int to, int from) {
    int p = from;
    while (p < to && (b[p] == ' ' || b[p] == '\n' || b[p] == '\r' || b[p] == '\t')) {
      p++;
    }
    return p;
  }

  /// The end of the literal that begins at `p`, or -1.
  static int literalEnd(byte[] b, int p, int to) {
    for (String word : LITERALS) {
      int i = 0;
      while (i < word.length() && p + i < to && b[p + i] == word.charAt(i)) {
        i++;
      }
      if (i == word.length()) {
        return p + i;
      }
    }
    return -1;
  }
}

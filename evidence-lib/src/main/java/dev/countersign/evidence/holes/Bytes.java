package dev.countersign.evidence.holes;

/// What several grammars look for in bytes.
final class Bytes {
  private Bytes() {}

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  static int spacesEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && isSpace(b[i])) {
      i++;
    }
    return i;
  }

  /// Behind a byte order mark, where one is there.
  static int markEnd(byte[] b, int from, int to) {
    boolean marked =
        to - from >= 3
            && b[from] == (byte) 0xef
            && b[from + 1] == (byte) 0xbb
            && b[from + 2] == (byte) 0xbf;
    return marked ? from + 3 : from;
  }

  /// Where a byte is; `to` where it is not.
  static int indexOf(byte[] b, char wanted, int from, int to) {
    int i = from;
    while (i < to && b[i] != wanted) {
      i++;
    }
    return i;
  }

  /// Where a line ends: at `\n` or `\r`, or at `to`.
  static int lineEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != '\n' && b[i] != '\r') {
      i++;
    }
    return i;
  }

  /// Where the line behind one that ends at `end` begins; `\r\n` ends one line.
  static int nextLine(byte[] b, int end, int to) {
    boolean pair = end + 1 < to && b[end] == '\r' && b[end + 1] == '\n';
    return Math.min(to, end + (pair ? 2 : 1));
  }

  /// Whether ASCII text stands at `at`.
  static boolean startsWith(byte[] b, int at, int to, String text) {
    boolean same = to - at >= text.length();
    for (int i = 0; same && i < text.length(); i++) {
      same = b[at + i] == text.charAt(i);
    }
    return same;
  }
}

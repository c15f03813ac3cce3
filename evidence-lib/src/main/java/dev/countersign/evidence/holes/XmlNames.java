package dev.countersign.evidence.holes;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Names and references of XML.
final class XmlNames {
  private static final int MAX_NAME = 128;
  private static final String[] ENTITIES = {"amp;&", "lt;<", "gt;>", "quot;\"", "apos;'"};

  private XmlNames() {}

  static int nameEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && !Bytes.isSpace(b[i]) && "=/>?<".indexOf(b[i]) < 0) {
      i++;
    }
    return i;
  }

  static String name(byte[] b, int from, int to) {
    return to - from <= MAX_NAME
        ? new String(b, from, to - from, UTF_8)
        : DecodedText.plain(b, from, Math.min(to, from + MAX_NAME + 4)).shown(MAX_NAME);
  }

  /// The character of a reference, without `&` and `;`; -1 where it is none.
  static int reference(byte[] b, int from, int to) {
    if (from < to && b[from] == '#') {
      boolean hex = from + 1 < to && b[from + 1] == 'x';
      return number(b, from + (hex ? 2 : 1), to, hex ? 16 : 10);
    }
    for (String entity : ENTITIES) {
      int length = entity.length() - 2;
      if (to - from == length && Bytes.startsWith(b, from, to, entity.substring(0, length))) {
        return entity.charAt(length + 1);
      }
    }
    return -1;
  }

  private static int number(byte[] b, int from, int to, int radix) {
    int value = from < to ? 0 : -1;
    for (int i = from; i < to && value >= 0; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], radix);
      value = digit < 0 ? -1 : value * radix + digit;
      value = value > Character.MAX_CODE_POINT ? -1 : value;
    }
    return value;
  }
}

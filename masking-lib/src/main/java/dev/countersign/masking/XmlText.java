package dev.countersign.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Character data of XML 1.0: references, the characters that are allowed, and names.
final class XmlText {

  private static final String[] ENTITIES = {"amp;&", "lt;<", "gt;>", "quot;\"", "apos;'"};
  private static final int MAX_REFERENCE = 10;

  private XmlText() {}

  /// Adds a text without its references; false where one is malformed or unknown, or a character is
  /// not allowed.
  static boolean decode(byte[] b, int from, int to, Decoded out) {
    int i = from;
    while (i < to) {
      if (b[i] == '&') {
        int next = reference(b, i, to, out);
        if (next < 0) {
          return false;
        }
        i = next;
      } else if (isAllowed(b[i])) {
        out.add(b[i], i++);
      } else {
        return false;
      }
    }
    out.end(to);
    return true;
  }

  /// Adds a text as it is; false where a character is not allowed.
  static boolean copy(byte[] b, int from, int to, Decoded out) {
    for (int i = from; i < to; i++) {
      if (!isAllowed(b[i])) {
        return false;
      }
      out.add(b[i], i);
    }
    out.end(to);
    return true;
  }

  static boolean isAllowed(byte b) {
    return b < 0 || b >= 0x20 || b == '\t' || b == '\n' || b == '\r';
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static int reference(byte[] b, int at, int to, Decoded out) {
    int end = at + 1;
    while (end < to && end < at + MAX_REFERENCE && b[end] != ';') {
      end++;
    }
    if (end >= to || b[end] != ';') {
      return -1;
    }
    int point = b[at + 1] == '#' ? number(b, at + 2, end) : named(b, at + 1, end);
    if (point < 0) {
      return -1;
    }
    for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      out.add(one, at);
    }
    return end + 1;
  }

  private static int named(byte[] b, int from, int end) {
    for (String entity : ENTITIES) {
      int length = entity.length() - 2;
      boolean same = end - from == length;
      for (int i = 0; same && i < length; i++) {
        same = b[from + i] == entity.charAt(i);
      }
      if (same) {
        return entity.charAt(length + 1);
      }
    }
    return -1;
  }

  private static int number(byte[] b, int from, int end) {
    boolean hex = from < end && b[from] == 'x';
    int first = hex ? from + 1 : from;
    int value = first < end ? 0 : -1;
    for (int i = first; i < end && value >= 0; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], hex ? 16 : 10);
      value = digit < 0 ? -1 : value * (hex ? 16 : 10) + digit;
      value = value > Character.MAX_CODE_POINT ? -1 : value;
    }
    boolean surrogate = value >= 0xd800 && value <= 0xdfff;
    boolean control = value >= 0 && value < 0x20 && !isAllowed((byte) value);
    return surrogate || control || value == 0xfffe || value == 0xffff ? -1 : value;
  }

  /// A text as it may stand in an attribute, whichever its quotes.
  static byte[] escapedInQuotes(byte[] text) {
    return escaped(text, true);
  }

  static byte[] emptyElement(byte[] name) {
    byte[] element = new byte[name.length + 3];
    element[0] = '<';
    System.arraycopy(name, 0, element, 1, name.length);
    element[name.length + 1] = '/';
    element[name.length + 2] = '>';
    return element;
  }

  /// A text as it may stand between tags.
  static byte[] escaped(byte[] text) {
    return escaped(text, false);
  }

  private static byte[] escaped(byte[] text, boolean inQuotes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    for (byte b : text) {
      String reference =
          switch (b) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> inQuotes ? "&quot;" : "";
            case '\'' -> inQuotes ? "&apos;" : "";
            case '\r' -> "&#13;";
            default -> "";
          };
      if (reference.isEmpty()) {
        out.write(b);
      } else {
        out.writeBytes(reference.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return out.toByteArray();
  }

  /// The end of the name that begins at `from`; `from` where none does.
  static int nameEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && isNamePart(b[i], i > from)) {
      i++;
    }
    return i;
  }

  private static boolean isNamePart(byte b, boolean inside) {
    return b < 0
        || (b | 0x20) >= 'a' && (b | 0x20) <= 'z'
        || b == '_'
        || b == ':'
        || (inside && (b >= '0' && b <= '9' || b == '-' || b == '.'));
  }
}

package dev.countersign.masking;

import java.io.ByteArrayOutputStream;

/// Percent-encoding as forms use it (WHATWG URL §5).
final class FormText {

  private FormText() {}

  /// Takes an encoded text; false where an escape is malformed.
  static boolean decode(byte[] b, int from, int to, Decoded out) {
    out.clear();
    int i = from;
    while (i < to) {
      if (b[i] != '%') {
        out.add(b[i] == '+' ? ' ' : b[i], i++);
        continue;
      }
      int high = i + 2 < to ? digit(b[i + 1]) : -1;
      int low = i + 2 < to ? digit(b[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return false;
      }
      out.add(high << 4 | low, i);
      i += 3;
    }
    out.end(to);
    return true;
  }

  private static int digit(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }

  static byte[] encoded(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    for (byte b : text) {
      if (isPlain(b)) {
        out.write(b);
      } else if (b == ' ') {
        out.write('+');
      } else {
        out.write('%');
        out.write(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
        out.write(Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }
    return out.toByteArray();
  }

  private static boolean isPlain(byte b) {
    return (b >= '0' && b <= '9')
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '*'
        || b == '-'
        || b == '.'
        || b == '_';
  }
}

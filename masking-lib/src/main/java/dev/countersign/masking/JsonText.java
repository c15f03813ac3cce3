package dev.countersign.masking;

import dev.countersign.masking.replace.Replacement;
import java.io.ByteArrayOutputStream;

/// Writes text as the inside of a JSON string.
final class JsonText {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonText() {}

  /// The string that a rule puts in the place of a decoded text.
  static byte[] inPlaceOf(byte[] text, int from, int to, Replacement replacement) {
    byte[] quoted = replacement.quoted();
    return quoted != null ? quoted : quoted(replacement.of(text, from, to));
  }

  /// The text with quotes.
  static byte[] quoted(byte[] text) {
    byte[] escaped = escaped(text);
    byte[] quoted = new byte[escaped.length + 2];
    quoted[0] = '"';
    System.arraycopy(escaped, 0, quoted, 1, escaped.length);
    quoted[quoted.length - 1] = '"';
    return quoted;
  }

  /// The text without quotes; the same array where nothing needs an escape.
  static byte[] escaped(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (needsEscape(text, i)) {
        return escapedFrom(text, i);
      }
    }
    return text;
  }

  private static byte[] escapedFrom(byte[] text, int first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    out.write(text, 0, first);
    for (int i = first; i < text.length; i++) {
      if (!needsEscape(text, i)) {
        out.write(text[i]);
      } else if (text[i] < 0) {
        unit(out, 0xd000 | (text[i + 1] & 0x3f) << 6 | (text[i + 2] & 0x3f));
        i += 2;
      } else {
        escape(out, text[i]);
      }
    }
    return out.toByteArray();
  }

  private static void escape(ByteArrayOutputStream out, byte b) {
    int letter = "\b\t\n\f\r\"\\".indexOf(b);
    if (letter < 0) {
      unit(out, b);
    } else {
      out.write('\\');
      out.write("btnfr\"\\".charAt(letter));
    }
  }

  private static void unit(ByteArrayOutputStream out, int unit) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(HEX[unit >> shift & 15]);
    }
  }

  /// Half a surrogate pair has no UTF-8; it is kept as three bytes inside and escaped again
  /// outside.
  private static boolean needsEscape(byte[] text, int i) {
    byte b = text[i];
    return (b >= 0 && b < 0x20)
        || b == '"'
        || b == '\\'
        || (b == (byte) 0xed && i + 2 < text.length && (text[i + 1] & 0xff) >= 0xa0);
  }
}

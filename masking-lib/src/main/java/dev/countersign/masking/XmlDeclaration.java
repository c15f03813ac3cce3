package dev.countersign.masking;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What an XML declaration says of the encoding.
final class XmlDeclaration {

  private XmlDeclaration() {}

  /// Whether it names no encoding, UTF-8, or its subset US-ASCII.
  static boolean isReadable(byte[] b, int from, int to) {
    String text =
        new String(b, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = text.indexOf("encoding");
    if (at < 0) {
      return true;
    }
    String value = text.substring(at + "encoding".length()).strip();
    if (!value.startsWith("=") || value.length() < 2) {
      return false;
    }
    String quoted = value.substring(1).strip();
    return isOne(quoted, '"') || isOne(quoted, '\'');
  }

  private static boolean isOne(String quoted, char quote) {
    return quoted.startsWith(quote + "utf-8" + quote)
        || quoted.startsWith(quote + "us-ascii" + quote);
  }
}

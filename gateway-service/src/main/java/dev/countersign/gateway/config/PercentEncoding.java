package dev.countersign.gateway.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Percent-encoding of path segments and query components (RFC 3986 §2.1), strictly UTF-8.
public final class PercentEncoding {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final String PLAIN = "-._~!$'()*,:@";

  private PercentEncoding() {}

  /// Decodes once; empty where an escape is broken, the bytes are not UTF-8, or a character stands
  /// there that RFC 3986 wants encoded or gives a meaning of its own (`; = & + ? #`).
  public static Optional<String> decode(String encoded) {
    if (isUnreserved(encoded)) {
      return Optional.of(encoded);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int i = 0;
    while (i < encoded.length()) {
      char c = encoded.charAt(i);
      int octet = c == '%' ? octet(encoded, i + 1) : isPlain(c) ? c : -1;
      if (octet < 0) {
        return Optional.empty();
      }
      bytes.write(octet);
      i += c == '%' ? 3 : 1;
    }
    return utf8(bytes.toByteArray());
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static int octet(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(at));
    int low = hexDigit(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /// Encodes everything but the unreserved characters; [#decode] gives the same text back.
  public static String encode(String text) {
    if (isUnreserved(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved((char) (b & 0xff))) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX[(b & 0xff) >> 4]).append(HEX[b & 0xf]);
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isUnreserved(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return isUnreserved(c) || PLAIN.indexOf(c) >= 0;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}

package dev.countersign.evidence.holes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A text without the escapes of its grammar, of which each byte knows where it came from.
///
/// Lenient: what is no escape is taken as it stands.
final class DecodedText {
  private byte[] bytes;
  private int[] origins;
  private int length;

  private DecodedText(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
    origins = new int[bytes.length];
  }

  static DecodedText empty() {
    return new DecodedText(64);
  }

  static DecodedText plain(byte[] b, int from, int to) {
    DecodedText text = new DecodedText(to - from);
    text.addAll(b, from, to);
    return text;
  }

  /// The inside of a JSON string.
  static DecodedText json(byte[] b, int from, int to) {
    DecodedText text = new DecodedText(to - from);
    int i = from;
    while (i < to) {
      i = b[i] == '\\' && i + 1 < to ? text.escape(b, i, to) : text.add(b[i], i);
    }
    return text;
  }

  private int escape(byte[] b, int at, int to) {
    if (b[at + 1] != 'u') {
      int letter = "\"\\/bfnrt".indexOf(b[at + 1]);
      add(letter < 0 ? b[at + 1] : "\"\\/\b\f\n\r\t".charAt(letter), at);
      return at + 2;
    }
    int unit = hex(b, at + 2, to, 4);
    if (unit < 0) {
      return add(b[at], at);
    }
    boolean paired = unit >> 10 == 0xd800 >> 10 && Bytes.startsWith(b, at + 6, to, "\\u");
    int low = paired ? hex(b, at + 8, to, 4) : -1;
    if (low >> 10 == 0xdc00 >> 10) {
      return addPoint(Character.toCodePoint((char) unit, (char) low), at, at + 12);
    }
    return addPoint(unit, at, at + 6);
  }

  /// A name or value of a form.
  static DecodedText form(byte[] b, int from, int to) {
    DecodedText text = new DecodedText(to - from);
    int i = from;
    while (i < to) {
      int escaped = b[i] == '%' ? hex(b, i + 1, to, 2) : -1;
      text.add(escaped >= 0 ? escaped : b[i] == '+' ? ' ' : b[i], i);
      i += escaped >= 0 ? 3 : 1;
    }
    return text;
  }

  /// A cell of a table that has quotes, from behind the first to the last.
  static DecodedText cell(byte[] b, int from, int to) {
    DecodedText text = new DecodedText(to - from);
    int i = from;
    while (i < to) {
      text.add(b[i], i);
      i += b[i] == '"' && i + 1 < to && b[i + 1] == '"' ? 2 : 1;
    }
    return text;
  }

  /// Character data of XML.
  static DecodedText xml(byte[] b, int from, int to) {
    DecodedText text = new DecodedText(to - from);
    int i = from;
    while (i < to) {
      int next = b[i] == '&' ? Bytes.indexOf(b, ';', i, Math.min(to, i + 12)) : i;
      int point = next > i && next < to && b[next] == ';' ? XmlNames.reference(b, i + 1, next) : -1;
      i = point < 0 ? text.add(b[i], i) : text.addPoint(point, i, next + 1);
    }
    return text;
  }

  void addAll(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      add(b[i], i);
    }
  }

  int add(int b, int origin) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
      origins = Arrays.copyOf(origins, 2 * length);
    }
    bytes[length] = (byte) b;
    origins[length++] = origin;
    return origin + 1;
  }

  private int addPoint(int point, int origin, int next) {
    for (byte one : Character.toString(point).getBytes(UTF_8)) {
      add(one, origin);
    }
    return next;
  }

  private static int hex(byte[] b, int at, int to, int digits) {
    int value = at + digits <= to ? 0 : -1;
    for (int i = at; i < at + digits && value >= 0; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], 16);
      value = digit < 0 ? -1 : value << 4 | digit;
    }
    return value;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// The first byte from `from` on that came from `origin` or behind it.
  int indexOf(int origin, int from) {
    int i = from;
    while (i < length && origins[i] < origin) {
      i++;
    }
    return i;
  }

  /// The text for people, at most so many bytes of it.
  String shown(int max) {
    int shown = Math.min(length, max);
    while (shown < length && shown > 0 && (bytes[shown] & 0xc0) == 0x80) {
      shown--;
    }
    return new String(bytes, 0, shown, UTF_8) + (shown < length ? "…" : "");
  }
}

package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import java.util.Arrays;

/// A text without its escapes, of which each byte still knows where it came from. One object serves
/// many texts in turn.
final class Decoded {

  private static final int KEPT = 1 << 16;

  private byte[] bytes = new byte[256];
  private int[] origins = new int[257];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Where in the source the decoded byte at `i` begins; for `length` the end of the source.
  int origin(int i) {
    return origins[i];
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return bytes.length > KEPT;
  }

  void clear() {
    length = 0;
  }

  void add(int b, int origin) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
      origins = Arrays.copyOf(origins, 2 * length + 1);
    }
    bytes[length] = (byte) b;
    origins[length++] = origin;
  }

  /// Adds bytes that stand for themselves.
  private void add(byte[] b, int from, int to) {
    int end = length + to - from;
    if (end > bytes.length) {
      int room = Math.max(end, 2 * bytes.length);
      bytes = Arrays.copyOf(bytes, room);
      origins = Arrays.copyOf(origins, room + 1);
    }
    System.arraycopy(b, from, bytes, length, to - from);
    for (int i = length; i < end; i++) {
      origins[i] = from - length + i;
    }
    length = end;
  }

  void end(int origin) {
    origins[length] = origin;
  }

  /// Takes the inside of a JSON string; false where an escape is malformed.
  boolean unescape(byte[] b, int from, int to) {
    clear();
    int i = from;
    while (i < to) {
      int plain = ByteScan.indexOf(b, '\\', i, to);
      add(b, i, plain);
      i = plain;
      if (i == to) {
        break;
      }
      if (b[i + 1] == 'u') {
        int next = unicode(b, i, to);
        if (next < 0) {
          return false;
        }
        i = next;
      } else {
        int letter = "\"\\/bfnrt".indexOf(b[i + 1]);
        if (letter < 0) {
          return false;
        }
        add("\"\\/\b\f\n\r\t".charAt(letter), i);
        i += 2;
      }
    }
    end(to);
    return true;
  }

  private int unicode(byte[] b, int at, int to) {
    int unit = hex(b, at + 2, to);
    if (unit < 0) {
      return -1;
    }
    boolean paired =
        unit >> 10 == 0xd800 >> 10 && at + 7 < to && b[at + 6] == '\\' && b[at + 7] == 'u';
    int low = paired ? hex(b, at + 8, to) : -1;
    if (low >= 0 && low >> 10 == 0xdc00 >> 10) {
      int point = Character.toCodePoint((char) unit, (char) low);
      add(0xf0 | point >> 18, at);
      add(0x80 | (point >> 12 & 0x3f), at);
      add(0x80 | (point >> 6 & 0x3f), at);
      add(0x80 | (point & 0x3f), at);
      return at + 12;
    }
    addUnit(unit, at);
    return at + 6;
  }

  private void addUnit(int unit, int at) {
    if (unit < 0x80) {
      add(unit, at);
    } else if (unit < 0x800) {
      add(0xc0 | unit >> 6, at);
      add(0x80 | (unit & 0x3f), at);
    } else {
      add(0xe0 | unit >> 12, at);
      add(0x80 | (unit >> 6 & 0x3f), at);
      add(0x80 | (unit & 0x3f), at);
    }
  }

  private static int hex(byte[] b, int at, int to) {
    if (at + 4 > to) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}

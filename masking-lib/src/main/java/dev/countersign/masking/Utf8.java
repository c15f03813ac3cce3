package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;

/// Checks bytes against RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
final class Utf8 {

  private Utf8() {}

  static boolean isValid(byte[] bytes, int from, int to) {
    int i = ByteScan.asciiEnd(bytes, from, to);
    while (i < to) {
      int length = bytes[i] >= 0 ? 1 : sequence(bytes, i, to);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// How many bytes the character has that begins with this one.
  static int length(byte lead) {
    int bits = lead & 0xff;
    return bits < 0xc0 ? 1 : bits < 0xe0 ? 2 : bits < 0xf0 ? 3 : 4;
  }

  /// The character that begins at `at`, in valid UTF-8.
  static int point(byte[] b, int at) {
    int lead = b[at];
    return switch (length(b[at])) {
      case 1 -> lead;
      case 2 -> (lead & 0x1f) << 6 | tail(b, at + 1);
      case 3 -> (lead & 0x0f) << 12 | tail(b, at + 1) << 6 | tail(b, at + 2);
      default -> (lead & 7) << 18 | tail(b, at + 1) << 12 | tail(b, at + 2) << 6 | tail(b, at + 3);
    };
  }

  private static int tail(byte[] b, int at) {
    return b[at] & 0x3f;
  }

  /// Writes a character; tells its length.
  static int encode(int point, byte[] out) {
    int length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    int rest = point;
    for (int i = length - 1; i > 0; i--) {
      out[i] = (byte) (0x80 | (rest & 0x3f));
      rest >>>= 6;
    }
    out[0] = (byte) (length == 1 ? rest : 0xf00 >> length | rest);
    return length;
  }
}

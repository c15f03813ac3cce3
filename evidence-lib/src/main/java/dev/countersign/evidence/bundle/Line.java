package dev.countersign.evidence.bundle;

import dev.countersign.evidence.record.EightBytes;
import java.util.Arrays;

/// The bytes of a line, without the line feed, as part of the reader's buffer: good until the
/// reader goes on, and not to be changed.
public record Line(byte[] buffer, int from, int to) {
  private static final int STEP = 4 * EightBytes.COUNT;

  public int length() {
    return to - from;
  }

  /// The first byte of a line that has one.
  public byte first() {
    return buffer[from];
  }

  /// A copy that stays.
  public byte[] bytes() {
    return Arrays.copyOfRange(buffer, from, to);
  }

  /// Where the first line feed stands; `to` where there is none.
  static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at + STEP <= to
        && (feeds(bytes, at) | feeds(bytes, at + 8) | feeds(bytes, at + 16) | feeds(bytes, at + 24))
            == 0) {
      at += STEP;
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static long feeds(byte[] bytes, int at) {
    return EightBytes.equal(EightBytes.at(bytes, at), '\n');
  }
}

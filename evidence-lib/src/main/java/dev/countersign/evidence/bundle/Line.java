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
    int at = behindText(bytes, from, to);
    for (; at <= to - EightBytes.COUNT; at += EightBytes.COUNT) {
      long feeds = EightBytes.equal(EightBytes.at(bytes, at), '\n');
      if (feeds != 0) {
        return at + Long.numberOfTrailingZeros(feeds) / Byte.SIZE;
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /// A place that has no line feed before it: the first 32 bytes from there are not all text.
  private static int behindText(byte[] bytes, int from, int to) {
    for (int at = from; at <= to - STEP; at += STEP) {
      long all =
          EightBytes.text(bytes, at)
              & EightBytes.text(bytes, at + 8)
              & EightBytes.text(bytes, at + 16)
              & EightBytes.text(bytes, at + 24);
      if (!EightBytes.isText(all)) {
        return at;
      }
    }
    return Math.max(from, to - (to - from) % STEP);
  }
}

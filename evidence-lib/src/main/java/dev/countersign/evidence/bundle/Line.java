package dev.countersign.evidence.bundle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of a line, without the line feed, as part of the reader's buffer: good until the
/// reader goes on, and not to be changed.
public record Line(byte[] buffer, int from, int to) {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final int STEP = 4 * Long.BYTES;

  public int length() {
    return to - from;
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

  /// Not 0 when one of these eight bytes is a line feed: only then is there a byte whose highest
  /// bit is set by taking 1 away, and by nothing else.
  private static long feeds(byte[] bytes, int at) {
    long differences = (long) LONGS.get(bytes, at) ^ LINE_FEEDS;
    return differences - ONES & ~differences & HIGH_BITS;
  }
}

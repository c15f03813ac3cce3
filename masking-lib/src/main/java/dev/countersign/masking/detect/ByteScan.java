package dev.countersign.masking.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at a time.
public final class ByteScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private ByteScan() {}

  /// The first place of an ASCII byte, or `to`.
  public static int indexOf(byte[] bytes, int wanted, int from, int to) {
    int p = from;
    for (; p + 8 <= to; p += 8) {
      long found = zeros(word(bytes, p) ^ (ONES * wanted));
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (p < to && bytes[p] != wanted) {
      p++;
    }
    return p;
  }

  /// The first byte that is not ASCII, or `to`.
  public static int asciiEnd(byte[] bytes, int from, int to) {
    int p = from;
    for (; p + 8 <= to; p += 8) {
      long found = word(bytes, p) & TOPS;
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (p < to && bytes[p] >= 0) {
      p++;
    }
    return p;
  }

  static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /// The top bit of each byte that is zero; bytes above the lowest of them may be marked wrongly.
  static long zeros(long word) {
    return (word - ONES) & ~word & TOPS;
  }
}

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

  /// Eight bytes as one number, the first byte lowest.
  public static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /// The same for what lies before `to`; zeros stand for what lies behind.
  public static long word(byte[] bytes, int at, int to) {
    if (at + Long.BYTES <= to) {
      return word(bytes, at);
    }
    if (at + Long.BYTES <= bytes.length) {
      return at == to ? 0 : word(bytes, at) & (-1L >>> (Long.BYTES - (to - at)) * Byte.SIZE);
    }
    long word = 0;
    for (int i = to; i > at; i--) {
      word = word << Byte.SIZE | (bytes[i - 1] & 0xff);
    }
    return word;
  }

  /// The first byte at or after `from` that ends a plain run in a JSON string (a quote, a backslash
  /// or a control character), or `to`.
  public static int plainEnd(byte[] bytes, int from, int to) {
    int p = from;
    for (; p + 8 <= to; p += 8) {
      long stops = stops(word(bytes, p));
      if (stops != 0) {
        return p + (Long.numberOfTrailingZeros(stops) >>> 3);
      }
    }
    while (p < to && !isStop(bytes[p])) {
      p++;
    }
    return p;
  }

  private static boolean isStop(byte b) {
    return b == '"' || b == '\\' || (b >= 0 && b < 0x20);
  }

  /// The top bit of each control character, quote and backslash; bytes above the lowest of them may
  /// be marked wrongly. To flip bit 1 makes a quote the next one after the control characters.
  static long stops(long word) {
    long controlOrQuote = ((word ^ (ONES * 2)) - ONES * 0x21) & ~word & TOPS;
    return controlOrQuote | zeros(word ^ (ONES * '\\'));
  }

  /// The top bit of each byte that is zero; bytes above the lowest of them may be marked wrongly.
  static long zeros(long word) {
    return (word - ONES) & ~word & TOPS;
  }
}

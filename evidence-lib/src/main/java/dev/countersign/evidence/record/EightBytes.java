package dev.countersign.evidence.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes of a text at a time, held in a `long`.
public final class EightBytes {
  public static final int COUNT = Long.BYTES;

  private static final VarHandle FIRST_LOWEST =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FIRST_HIGHEST =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;

  private EightBytes() {}

  /// The bytes from here, the first of them the lowest.
  public static long at(byte[] bytes, int from) {
    return (long) FIRST_LOWEST.get(bytes, from);
  }

  /// Not 0 when one of these bytes is this one, and only then.
  public static long equal(long eight, int b) {
    return zeros(eight ^ ONES * b) & HIGH_BITS;
  }

  /// Whether all of these bytes stand there in the others.
  static boolean stand(byte[] these, byte[] others, int from) {
    int length = these.length;
    if (length > others.length - from) {
      return false;
    }
    if (length < COUNT) {
      return standOneByOne(these, others, from);
    }
    for (int i = 0; i < length - COUNT; i += COUNT) {
      if (at(these, i) != at(others, from + i)) {
        return false;
      }
    }
    int last = length - COUNT;
    return at(these, last) == at(others, from + last);
  }

  private static boolean standOneByOne(byte[] these, byte[] others, int from) {
    for (int i = 0; i < these.length; i++) {
      if (these[i] != others[from + i]) {
        return false;
      }
    }
    return true;
  }

  /// Marks those of the bytes from here that are ordinary text, which no control character is;
  /// marks can be combined by `&`, and are looked at by [#isText].
  public static long text(byte[] bytes, int from) {
    long eight = at(bytes, from);
    return eight | eight << 1;
  }

  /// Whether all bytes have the mark.
  public static boolean isText(long marks) {
    return (~marks & ONES << 6) == 0;
  }

  /// How many of these bytes, the first of them the lowest, are printable ASCII other than `"` and
  /// `\` before one that is not; 8 when all are.
  static int plain(long eight) {
    long stops =
        zeros(eight ^ ONES * '"')
            | zeros(eight ^ ONES * '\\')
            | zeros(eight ^ ONES * 0x7f)
            | eight - ONES * ' ' & ~eight
            | eight;
    return Long.numberOfTrailingZeros(stops & HIGH_BITS) / Byte.SIZE;
  }

  /// Sets the highest bit of every byte that is 0, and perhaps of some behind the first one.
  private static long zeros(long eight) {
    return eight - ONES & ~eight;
  }

  /// How many of these bytes, the first of them the lowest, are decimal digits before one that is
  /// none.
  static int digits(long eight) {
    long stops = ~(atLeast(eight, '0') & ~atLeast(eight, '9' + 1) & ~eight) & HIGH_BITS;
    return Long.numberOfTrailingZeros(stops) / Byte.SIZE;
  }

  /// The number that the first digits, so many and the first of them the lowest, mean.
  static long decimal(long eight, int count) {
    long digits = (eight & ONES * 0xf) << Long.SIZE - Byte.SIZE * count;
    long pairs = (digits * 10 + (digits >>> 8)) & 0x00ff00ff00ff00ffL;
    long quads = (pairs * 100 + (pairs >>> 16)) & 0x0000ffff0000ffffL;
    return (quads * 10_000 + (quads >>> 32)) & 0xffffffffL;
  }

  /// The 32 bits that eight lower-case hex digits mean; negative when one of them is none.
  static long hex(byte[] bytes, int from) {
    long digits = (long) FIRST_HIGHEST.get(bytes, from);
    long decimal = atLeast(digits, '0') & ~atLeast(digits, '9' + 1);
    long letter = atLeast(digits, 'a') & ~atLeast(digits, 'f' + 1) & HIGH_BITS;
    if (((decimal | letter) & ~digits & HIGH_BITS) != HIGH_BITS) {
      return -1;
    }
    long values = (digits & ONES * 0xf) + 9 * (letter >>> 7);
    long pairs = (values >>> 4 | values) & 0x00ff00ff00ff00ffL;
    long quads = (pairs >>> 8 | pairs) & 0x0000ffff0000ffffL;
    return (quads >>> 16 | quads) & 0xffffffffL;
  }

  /// Sets the highest bit of every ASCII byte that is not below this one.
  private static long atLeast(long eight, int least) {
    return (eight & ~HIGH_BITS) + ONES * (0x80 - least);
  }
}

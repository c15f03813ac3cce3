package dev.countersign.masking.path;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// A 64-bit hash of a name under a secret of this process, so that nobody can choose names that
/// collide. Equal names have equal hashes; the reverse fails once in 2⁶⁴.
public final class NameHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long SEED;
  private static final long FACTOR;

  static {
    SecureRandom random = new SecureRandom();
    SEED = random.nextLong();
    FACTOR = random.nextLong() | 1;
  }

  private NameHash() {}

  /// The hash of the bytes from `from` to `to`.
  public static long of(byte[] bytes, int from, int to) {
    long hash = SEED ^ ((to - from) * FACTOR);
    int p = from;
    for (; p + 8 <= to; p += 8) {
      hash = mix(hash ^ (long) LONGS.get(bytes, p));
    }
    return mix(hash ^ rest(bytes, p, to));
  }

  private static long rest(byte[] bytes, int from, int to) {
    if (from + 8 <= bytes.length) {
      return from == to ? 0 : (long) LONGS.get(bytes, from) & (-1L >>> (64 - 8 * (to - from)));
    }
    long rest = 0;
    for (int p = to; p > from; p--) {
      rest = rest << 8 | (bytes[p - 1] & 0xff);
    }
    return rest;
  }

  private static long mix(long value) {
    long high = Math.unsignedMultiplyHigh(value, FACTOR);
    return (value * FACTOR) ^ high ^ (value >>> 29);
  }
}

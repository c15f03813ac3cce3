package dev.countersign.masking.path;

import dev.countersign.masking.detect.ByteScan;
import java.security.SecureRandom;

/// A 64-bit hash of a name under a secret of this process, so that nobody can choose names that
/// collide. Equal names have equal hashes; the reverse fails once in 2⁶⁴.
public final class NameHash {

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
      hash = mix(hash ^ ByteScan.word(bytes, p));
    }
    return mix(hash ^ ByteScan.word(bytes, p, to));
  }

  private static long mix(long value) {
    long high = Math.unsignedMultiplyHigh(value, FACTOR);
    return (value * FACTOR) ^ high ^ (value >>> 29);
  }
}

package dev.countersign.masking.detect;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/// Scans a JSON string, 32 bytes at a time.
final class VectorScan {
  private static final VectorSpecies<Byte> BLOCK = ByteVector.SPECIES_256;

  private VectorScan() {}

  /// Whether the processor has such vectors.
  static boolean isSuitable() {
    return ByteVector.SPECIES_PREFERRED.length() >= BLOCK.length();
  }

  /// As [StringScan#facts].
  static long facts(byte[] b, int from, int to) {
    long ats = 0;
    long wide = 0;
    int digits = 0;
    for (int p = from; p + BLOCK.length() <= to; p += BLOCK.length()) {
      ByteVector v = ByteVector.fromArray(BLOCK, b, p);
      long stops = stops(v);
      long before = (stops ^ (stops - 1)) >>> 1;
      wide |= v.lt((byte) 0).toLong() & before;
      ats |= v.eq((byte) '@').toLong() & before;
      // From '0' to '?': the digits, colons, equals signs and some others.
      digits += Long.bitCount(v.lt((byte) '@').toLong() & ~v.lt((byte) '0').toLong() & before);
      if (stops != 0) {
        return StringScan.packed(p + Long.numberOfTrailingZeros(stops), wide, ats, digits);
      }
    }
    return StringScan.OPEN;
  }

  /// As [StringScan#bare].
  static long bare(byte[] b, int from, int to) {
    long wide = 0;
    for (int p = from; p + BLOCK.length() <= to; p += BLOCK.length()) {
      ByteVector v = ByteVector.fromArray(BLOCK, b, p);
      long stops = stops(v);
      wide |= v.lt((byte) 0).toLong() & (stops ^ (stops - 1)) >>> 1;
      if (stops != 0) {
        return StringScan.packed(p + Long.numberOfTrailingZeros(stops), wide, 0, 0);
      }
    }
    return StringScan.OPEN;
  }

  /// Quotes, backslashes and control characters.
  private static long stops(ByteVector v) {
    long control = v.lt((byte) ' ').toLong() & ~v.lt((byte) 0).toLong();
    return control | v.eq((byte) '"').toLong() | v.eq((byte) '\\').toLong();
  }
}

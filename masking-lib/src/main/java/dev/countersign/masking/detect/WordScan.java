package dev.countersign.masking.detect;

/// Scans a JSON string, eight bytes at a time.
final class WordScan {

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private WordScan() {}

  /// As [StringScan#facts].
  static long facts(byte[] b, int from, int to) {
    long high = 0;
    long ats = 0;
    long capitalJs = 0;
    long equals = 0;
    long colonPairs = 0;
    long lastColons = 0;
    int dots = 0;
    int colons = 0;
    int digits = 0;
    for (int p = from; p + 8 <= to; p += 8) {
      long word = ByteScan.word(b, p);
      long stops = ByteScan.stops(word);
      if (stops != 0) {
        word &= before(stops);
      }
      high |= word;
      ats |= ByteScan.zeros(word ^ (ONES * '@'));
      capitalJs |= ByteScan.zeros(word ^ (ONES * 'J'));
      equals |= ByteScan.zeros(word ^ (ONES * '='));
      dots += Long.bitCount(ByteScan.zeros(word ^ (ONES * '.')));
      long colon = ByteScan.zeros(word ^ (ONES * ':'));
      colons += Long.bitCount(colon);
      colonPairs |= colon & (colon << Byte.SIZE | lastColons >>> Long.SIZE - Byte.SIZE);
      lastColons = colon;
      digits += WordShape.digits(word);
      if (stops != 0) {
        int marks = Shape.marks(ats, capitalJs, equals, colonPairs, dots, colons);
        return StringScan.packed(end(p, stops), high & TOPS, marks, digits);
      }
    }
    return StringScan.OPEN;
  }

  /// As [StringScan#bare].
  static long bare(byte[] b, int from, int to) {
    long high = 0;
    for (int p = from; p + 8 <= to; p += 8) {
      long word = ByteScan.word(b, p);
      long stops = ByteScan.stops(word);
      if (stops != 0) {
        return StringScan.packed(end(p, stops), (high | (word & before(stops))) & TOPS, 0, 0);
      }
      high |= word;
    }
    return StringScan.OPEN;
  }

  private static int end(int p, long stops) {
    return p + (Long.numberOfTrailingZeros(stops) >>> 3);
  }

  /// All bits of the bytes before the lowest one marked.
  private static long before(long stops) {
    return (stops ^ (stops - 1)) >>> 8;
  }
}

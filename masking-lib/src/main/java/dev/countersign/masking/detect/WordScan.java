package dev.countersign.masking.detect;

/// Scans a JSON string, eight bytes at a time.
final class WordScan {

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long HIGH_NIBBLES = 0xf0f0_f0f0_f0f0_f0f0L;

  private WordScan() {}

  /// As [StringScan#facts].
  static long facts(byte[] b, int from, int to) {
    long high = 0;
    long ats = 0;
    int digits = 0;
    for (int p = from; p + 8 <= to; p += 8) {
      long word = ByteScan.word(b, p);
      long stops = ByteScan.stops(word);
      if (stops != 0) {
        word &= before(stops);
      }
      high |= word;
      ats |= ByteScan.zeros(word ^ (ONES * '@'));
      digits += digits(word);
      if (stops != 0) {
        return StringScan.packed(end(p, stops), high & TOPS, ats, digits);
      }
    }
    return StringScan.OPEN;
  }

  /// As [StringScan#all].
  static long all(byte[] b, int from, int to) {
    long high = 0;
    long ats = 0;
    int digits = 0;
    for (int p = from; p < to; p += 8) {
      long word = ByteScan.word(b, p, to);
      high |= word;
      ats |= ByteScan.zeros(word ^ (ONES * '@'));
      digits += digits(word);
    }
    return StringScan.packed(to, high & TOPS, ats, digits);
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

  /// How many bytes are digits, `:`, `;` or one of `<=>?`, or of those beyond ASCII some.
  private static int digits(long word) {
    long other = ((word ^ (ONES * '0')) & HIGH_NIBBLES) + ONES * 0x70;
    return Long.bitCount(~other & TOPS);
  }

  private static int end(int p, long stops) {
    return p + (Long.numberOfTrailingZeros(stops) >>> 3);
  }

  /// All bits of the bytes before the lowest one marked.
  private static long before(long stops) {
    return (stops ^ (stops - 1)) >>> 8;
  }
}

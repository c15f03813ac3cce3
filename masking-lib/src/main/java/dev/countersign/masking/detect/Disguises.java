package dev.countersign.masking.detect;

/// Says in one quick pass, eight bytes at a time, what else than plain ASCII a text may hold.
///
/// It may claim too much, never too little; of most texts it says nothing at all.
public final class Disguises {

  /// Has bytes beyond ASCII.
  public static final int WIDE = 1;

  /// Has a `%` or an `&`.
  public static final int ESCAPED = 1 << 1;

  /// Has [#RUN] bytes in a row that may be Base64.
  public static final int LONG_RUN = 1 << 2;

  /// The fewest characters of Base64 that are looked at: eleven bytes.
  public static final int RUN = 15;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private Disguises() {}

  /// Looks at a text.
  public static int of(byte[] bytes, int from, int to) {
    long high = 0;
    long escapes = 0;
    int run = 0;
    int longest = 0;
    for (int p = from; p < to; p += Long.BYTES) {
      long word = ByteScan.word(bytes, p, to);
      high |= word;
      escapes |= ByteScan.zeros(word ^ ONES * '%') | ByteScan.zeros(word ^ ONES * '&');
      // Up to '!', which may be marked wrongly and is no Base64 either.
      long gaps = (word - ONES * '!') & ~word & TOPS;
      if (gaps == 0) {
        run += Long.BYTES;
      } else {
        longest = Math.max(longest, run + (Long.numberOfTrailingZeros(gaps) >>> 3));
        run = Long.numberOfLeadingZeros(gaps) >>> 3;
      }
    }
    return ((high & TOPS) == 0 ? 0 : WIDE)
        | (escapes == 0 ? 0 : ESCAPED)
        | (Math.max(longest, run) < RUN ? 0 : LONG_RUN);
  }
}

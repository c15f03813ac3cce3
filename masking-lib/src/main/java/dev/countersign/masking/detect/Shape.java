package dev.countersign.masking.detect;

/// What one quick pass over a text tells of it, eight bytes at a time: enough to skip most finders.
///
/// It may claim too much (a stray `@`, a digit too many), never too little. One object serves many
/// texts in turn.
public final class Shape {

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long LOWS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long HIGH_NIBBLES = 0xf0f0_f0f0_f0f0_f0f0L;

  private long ats;
  private long capitalJs;
  private long dashPairs;
  private long high;
  private int digits;
  private int length;
  private byte previous;

  /// Forgets everything.
  public void reset() {
    ats = 0;
    capitalJs = 0;
    dashPairs = 0;
    high = 0;
    digits = 0;
    length = 0;
    previous = 0;
  }

  /// Looks at a text.
  public Shape of(byte[] bytes, int from, int to) {
    reset();
    int p = from;
    for (; p + 8 <= to; p += 8) {
      eight(ByteScan.word(bytes, p));
    }
    for (; p < to; p++) {
      one(bytes[p]);
    }
    return this;
  }

  /// The first byte at or after `from` that ends a plain run in a JSON string (a quote, a backslash
  /// or a control character), or `to`; the bytes before it are added to the shape.
  public int plainRun(byte[] bytes, int from, int to) {
    long ats = this.ats;
    long capitalJs = this.capitalJs;
    long dashPairs = this.dashPairs;
    long high = this.high;
    int digits = this.digits;
    long stops = 0;
    int p = from;
    while (p + 8 <= to && stops == 0) {
      long word = ByteScan.word(bytes, p);
      stops = stops(word);
      int plain = stops == 0 ? 8 : Long.numberOfTrailingZeros(stops) >>> 3;
      // what stops the run, and all behind it, becomes zeros, of which a shape takes no notice
      word &= plain == 0 ? 0 : -1L >>> (64 - 8 * plain);
      ats |= ByteScan.zeros(word ^ (ONES * '@'));
      capitalJs |= ByteScan.zeros(word ^ (ONES * 'J'));
      long dashes = ByteScan.zeros(word ^ (ONES * '-'));
      dashPairs |= dashes & (dashes >>> 8);
      high |= word & TOPS;
      digits += digits(word);
      p += plain;
    }
    this.ats = ats;
    this.capitalJs = capitalJs;
    this.dashPairs = dashPairs;
    this.high = high;
    this.digits = digits;
    length += p - from;
    while (stops == 0 && p < to && !isStop(bytes[p])) {
      one(bytes[p++]);
    }
    return p;
  }

  /// The same end as [#plainRun], where all that is asked of the shape is [#isAscii].
  public int bareRun(byte[] bytes, int from, int to) {
    long high = this.high;
    long stops = 0;
    int p = from;
    while (p + 8 <= to && stops == 0) {
      long word = ByteScan.word(bytes, p);
      stops = stops(word);
      int plain = stops == 0 ? 8 : Long.numberOfTrailingZeros(stops) >>> 3;
      high |= plain == 0 ? 0 : word & TOPS & (-1L >>> (64 - 8 * plain));
      p += plain;
    }
    while (stops == 0 && p < to && !isStop(bytes[p])) {
      high |= bytes[p++] & TOPS;
    }
    this.high = high;
    return p;
  }

  private static boolean isStop(byte b) {
    return b == '"' || b == '\\' || (b >= 0 && b < 0x20);
  }

  /// The top bit of each control character, quote and backslash; bytes above the lowest of them may
  /// be marked wrongly. To flip bit 1 makes a quote the next one after the control characters.
  private static long stops(long word) {
    long controlOrQuote = ((word ^ (ONES * 2)) - ONES * 0x21) & ~word & TOPS;
    return controlOrQuote | ByteScan.zeros(word ^ (ONES * '\\'));
  }

  private void eight(long word) {
    ats |= ByteScan.zeros(word ^ (ONES * '@'));
    capitalJs |= ByteScan.zeros(word ^ (ONES * 'J'));
    long dashes = ByteScan.zeros(word ^ (ONES * '-'));
    dashPairs |= dashes & (dashes >>> 8);
    high |= word & TOPS;
    digits += digits(word);
    length += 8;
  }

  private static int digits(long word) {
    long digit = (word ^ (ONES * '0')) & HIGH_NIBBLES;
    return Long.bitCount(~(((digit & LOWS) + LOWS) | digit | LOWS));
  }

  private void one(byte b) {
    ats |= b == '@' ? 1 : 0;
    capitalJs |= b == 'J' ? 1 : 0;
    dashPairs |= b == '-' && previous == '-' ? 1 : 0;
    high |= b & TOPS;
    digits += (b & 0xf0) == 0x30 ? 1 : 0;
    length++;
    previous = b;
  }

  /// Whether every byte is ASCII.
  public boolean isAscii() {
    return high == 0;
  }

  boolean hasAt() {
    return ats != 0;
  }

  boolean hasCapitalJ() {
    return capitalJs != 0;
  }

  /// Whether two dashes stand side by side; five always do so in a way that is seen.
  boolean hasDashPair() {
    return dashPairs != 0;
  }

  int digits() {
    return digits;
  }

  int length() {
    return length;
  }
}

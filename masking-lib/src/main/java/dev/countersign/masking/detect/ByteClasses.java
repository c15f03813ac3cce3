package dev.countersign.masking.detect;

import org.jspecify.annotations.Nullable;

/// Says of 64 bytes at a time which are digits, letters and so on, one bit for each byte. One
/// object serves many texts in turn, and of each the blocks one after the other.
final class ByteClasses {

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long LOWS = 0x7f7f_7f7f_7f7f_7f7fL;

  /// Brings the top bits of eight bytes together in the highest byte.
  private static final long GATHER = 0x0002_0408_1020_4081L;

  private final @Nullable VectorBlock vectors;
  private long digits;
  private long letters;
  private long wide;
  private long blanks;
  private long used;
  private long gaps;
  private long allGaps;
  private long pluses;
  private long dashPairs;
  private long lastDash;

  private long digitsBefore;
  private long lettersBefore;

  ByteClasses() {
    this(Vectors.USED);
  }

  ByteClasses(boolean withVectors) {
    vectors = withVectors ? new VectorBlock() : null;
  }

  /// Begins with a text.
  void begin() {
    digits = 0;
    letters = 0;
    pluses = 0;
    dashPairs = 0;
    lastDash = 0;
    allGaps = 0;
  }

  /// Reads the next block, of 64 bytes or what there is of them.
  void read(byte[] bytes, int from, int to) {
    digitsBefore = digits;
    lettersBefore = letters;
    if (vectors == null) {
      readWords(bytes, from, to);
    } else {
      vectors.read(bytes, from, to);
      digits = vectors.digits();
      letters = vectors.letters();
      wide = vectors.wide();
      blanks = vectors.blanks();
      used = vectors.used();
    }
  }

  private void readWords(byte[] bytes, int from, int to) {
    digits = 0;
    letters = 0;
    wide = 0;
    blanks = 0;
    int end = Math.min(to, from + Long.SIZE);
    used = -1L >>> (Long.SIZE - (end - from));
    for (int p = from; p < end; p += Long.BYTES) {
      long word = ByteScan.word(bytes, p, end);
      long low = word & LOWS;
      int at = p - from;
      digits |= bits(inRange(low, '0', '9') & ~word, at);
      letters |= bits(inRange(low | ONES * 0x20, 'a', 'z') & ~word, at);
      blanks |= bits(inRange(low, ' ', '/') & ~word, at);
      wide |= bits(word & TOPS, at);
    }
  }

  /// Looks at the block that was read last for what [#solid] and [#signs] tell.
  void readSigns(byte[] bytes, int from, int to) {
    if (vectors == null) {
      readSignsOfWords(bytes, from, to);
    } else {
      gaps = vectors.gaps();
      pluses |= vectors.pluses();
      long dashes = vectors.dashes();
      dashPairs |= dashes & (dashes << 1 | lastDash);
      lastDash = dashes >>> 63;
    }
    allGaps |= gaps & used;
  }

  private void readSignsOfWords(byte[] bytes, int from, int to) {
    gaps = 0;
    int end = Math.min(to, from + Long.SIZE);
    for (int p = from; p < end; p += Long.BYTES) {
      long word = ByteScan.word(bytes, p, end);
      gaps |= bits((word - ONES * 0x21) & ~word & TOPS, p - from);
      pluses |= ByteScan.zeros(word ^ (ONES * '+'));
      long dashes = ByteScan.zeros(word ^ (ONES * '-'));
      dashPairs |= dashes & (dashes >>> 8);
    }
  }

  /// The top bit of each byte between two, of bytes that are all ASCII.
  private static long inRange(long ascii, int first, int last) {
    long least = ascii + ONES * (0x80 - first);
    long beyond = ascii + ONES * (0x7f - last);
    return least & ~beyond & TOPS;
  }

  private static long bits(long tops, int at) {
    return (((tops >>> 7) * (GATHER << 7)) >>> 56) << at;
  }

  long digits() {
    return digits;
  }

  long alphanumeric() {
    return digits | letters;
  }

  /// All but spaces, control characters and perhaps some `!`.
  long solid() {
    return ~gaps & used;
  }

  /// Which of the marks [Shape#GAP], [Shape#PLUS] and [Shape#DASH_PAIR] the text has so far.
  int signs() {
    return (allGaps == 0 ? 0 : Shape.GAP)
        | (pluses == 0 ? 0 : Shape.PLUS)
        | (dashPairs == 0 ? 0 : Shape.DASH_PAIR);
  }

  /// What cannot stand between the digits of one number, as anybody writes it: neither digits nor
  /// the signs from space to `/`, nor what is not ASCII.
  long notBetweenDigits() {
    return ~(digits | blanks | wide) & used;
  }

  /// What is no ASCII, and each third letter in a row.
  long words() {
    long second = letters << 1 | lettersBefore >>> 63;
    long third = letters << 2 | lettersBefore >>> 62;
    return wide | (letters & second & third);
  }

  /// Each second digit behind two letters that begin a word.
  long codes() {
    long digit = digits << 1 | digitsBefore >>> 63;
    long second = letters << 2 | lettersBefore >>> 62;
    long first = letters << 3 | lettersBefore >>> 61;
    long before = (letters | digits) << 4 | (lettersBefore | digitsBefore) >>> 60;
    return digits & digit & second & first & ~before;
  }
}

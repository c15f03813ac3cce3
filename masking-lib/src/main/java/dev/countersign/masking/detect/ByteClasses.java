package dev.countersign.masking.detect;

import org.jspecify.annotations.Nullable;

/// Says of 64 bytes at a time which are digits, letters and so on, one bit for each byte. One
/// object serves many texts in turn, and of each the blocks one after the other.
///
/// Without vectors the bits of all bytes are brought together by their place in the byte: eight
/// words of eight bytes become eight planes of 64 bits, by swapping halves, quarters and single
/// bits between words. A class is then a few steps over the planes, whatever its size. In a plane
/// the bytes stand in strides, the first ones of all words side by side, until [#inOrder].
final class ByteClasses {

  private static final long NIBBLES = 0x0f0f_0f0f_0f0f_0f0fL;
  private static final long PAIRS = 0x3333_3333_3333_3333L;
  private static final long SINGLES = 0x5555_5555_5555_5555L;

  /// The first so many bytes, in strides.
  private static final long[] FIRST = new long[Long.SIZE + 1];

  static {
    for (int i = 0; i < Long.SIZE; i++) {
      FIRST[i + 1] = FIRST[i] | 1L << (i % 8 * 8 + i / 8);
    }
  }

  private final byte[] rest = new byte[Long.SIZE];
  private final @Nullable VectorBlock vectors;
  private long digits;
  private long letters;
  private long wide;
  private long blanks;
  private long gaps;
  private long ats;
  private long capitalJs;
  private long colons;
  private long equals;
  private long dots;
  private long dashes;
  private long pluses;
  private long slashes;
  private long underscores;
  private long escapes;
  private long used;

  private long digitsBefore;
  private long lettersBefore;
  private long dashesBefore;
  private long colonsBefore;

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
    dashes = 0;
    colons = 0;
  }

  /// Reads the next block, of 64 bytes or what there is of them.
  void read(byte[] bytes, int from, int to) {
    digitsBefore = digits;
    lettersBefore = letters;
    dashesBefore = dashes;
    colonsBefore = colons;
    if (vectors == null) {
      readWords(bytes, from, Math.min(to, from + Long.SIZE));
    } else {
      readVectors(vectors, bytes, from, to);
    }
  }

  private void readVectors(VectorBlock block, byte[] bytes, int from, int to) {
    block.read(bytes, from, to);
    digits = block.digits();
    letters = block.letters();
    wide = block.wide();
    blanks = block.blanks();
    gaps = block.gaps();
    ats = block.ats();
    capitalJs = block.capitalJs();
    colons = block.colons();
    equals = block.equalSigns();
    dots = block.dots();
    dashes = block.dashes();
    pluses = block.pluses();
    slashes = block.slashes();
    underscores = block.underscores();
    escapes = block.escapes();
    used = block.used();
  }

  private void readWords(byte[] bytes, int from, int end) {
    byte[] b = bytes;
    int at = from;
    if (from + Long.SIZE > bytes.length) {
      System.arraycopy(bytes, from, rest, 0, end - from);
      b = rest;
      at = 0;
    }
    used = end == from ? 0 : -1L >>> Long.SIZE - (end - from);
    planes(b, at, end - from);
  }

  private void planes(byte[] b, int at, int length) {
    long w0 = ByteScan.word(b, at);
    long w1 = ByteScan.word(b, at + 8);
    long w2 = ByteScan.word(b, at + 16);
    long w3 = ByteScan.word(b, at + 24);
    long a0 = w0 & NIBBLES;
    long a1 = w1 & NIBBLES;
    long a2 = w2 & NIBBLES;
    long a3 = w3 & NIBBLES;
    long a4 = w0 >>> 4 & NIBBLES;
    long a5 = w1 >>> 4 & NIBBLES;
    long a6 = w2 >>> 4 & NIBBLES;
    long a7 = w3 >>> 4 & NIBBLES;
    if (length > 4 * Long.BYTES) {
      long w4 = ByteScan.word(b, at + 32);
      long w5 = ByteScan.word(b, at + 40);
      long w6 = ByteScan.word(b, at + 48);
      long w7 = ByteScan.word(b, at + 56);
      a0 |= (w4 & NIBBLES) << 4;
      a1 |= (w5 & NIBBLES) << 4;
      a2 |= (w6 & NIBBLES) << 4;
      a3 |= (w7 & NIBBLES) << 4;
      a4 |= w4 & ~NIBBLES;
      a5 |= w5 & ~NIBBLES;
      a6 |= w6 & ~NIBBLES;
      a7 |= w7 & ~NIBBLES;
    }

    long c0 = a0 & PAIRS | (a2 & PAIRS) << 2;
    long c1 = a1 & PAIRS | (a3 & PAIRS) << 2;
    long c2 = a0 >>> 2 & PAIRS | a2 & ~PAIRS;
    long c3 = a1 >>> 2 & PAIRS | a3 & ~PAIRS;
    long c4 = a4 & PAIRS | (a6 & PAIRS) << 2;
    long c5 = a5 & PAIRS | (a7 & PAIRS) << 2;
    long c6 = a4 >>> 2 & PAIRS | a6 & ~PAIRS;
    long c7 = a5 >>> 2 & PAIRS | a7 & ~PAIRS;

    classify(
        FIRST[length],
        c0 & SINGLES | (c1 & SINGLES) << 1,
        c0 >>> 1 & SINGLES | c1 & ~SINGLES,
        c2 & SINGLES | (c3 & SINGLES) << 1,
        c2 >>> 1 & SINGLES | c3 & ~SINGLES,
        c4 & SINGLES | (c5 & SINGLES) << 1,
        c4 >>> 1 & SINGLES | c5 & ~SINGLES,
        c6 & SINGLES | (c7 & SINGLES) << 1,
        c6 >>> 1 & SINGLES | c7 & ~SINGLES);
  }

  private void classify(
      long first, long p0, long p1, long p2, long p3, long p4, long p5, long p6, long p7) {
    long ascii = first & ~p7;
    long low = ascii & ~p6;
    long high = ascii & p6;
    long numeric = low & p5 & p4;
    long zero = ~(p3 | p2 | p1 | p0);
    long last = p3 & p2;
    long signs = low & p5 & ~p4;
    wide = first & p7;
    blanks = signs;
    gaps = low & ~p5 | signs & zero;
    long numbers = numeric & ~(p3 & (p2 | p1));
    colons = numeric & p3 & ~p2 & p1 & ~p0;
    equals = numeric & last & ~p1 & p0;
    escapes = signs & ~p3 & p2 & (p1 ^ p0);
    pluses = signs & p3 & ~p2 & p1 & p0;
    dashes = signs & last & ~p1 & p0;
    dots = signs & last & p1 & ~p0;
    slashes = signs & last & p1 & p0;
    ats = high & ~p5 & ~p4 & zero;
    capitalJs = high & ~p5 & ~p4 & p3 & ~p2 & p1 & ~p0;
    underscores = high & ~p5 & p4 & last & p1 & p0;
    digits = inOrder(numbers);
    letters = inOrder(high & (p4 | ~zero) & ~(p4 & p3 & (p2 | p1 & p0)));
  }

  /// One bit for each byte, in the order of the bytes, of what stands in strides.
  private static long inOrder(long strides) {
    long x = strides;
    long t = (x ^ x >>> 7) & 0x00aa_00aa_00aa_00aaL;
    x ^= t ^ t << 7;
    t = (x ^ x >>> 14) & 0x0000_cccc_0000_ccccL;
    x ^= t ^ t << 14;
    t = (x ^ x >>> 28) & 0x0000_0000_f0f0_f0f0L;
    return x ^ t ^ t << 28;
  }

  /// Lets bytes of the block be of no class, counted from its first.
  void leaveOut(int from, int to) {
    long ordered = ~(below(to) & ~below(from));
    long kept = vectors == null ? ~(FIRST[to] & ~FIRST[from]) : ordered;
    digits &= ordered;
    letters &= ordered;
    wide &= kept;
    ats &= kept;
    capitalJs &= kept;
    colons &= kept;
    equals &= kept;
    dots &= kept;
    dashes &= kept;
    pluses &= kept;
    slashes &= kept;
    underscores &= kept;
    escapes &= kept;
  }

  private static long below(int place) {
    return place == Long.SIZE ? -1L : (1L << place) - 1;
  }

  private long ordered(long places) {
    return places == 0 || vectors != null ? places : inOrder(places);
  }

  /// The digits, one bit for each byte.
  long digits() {
    return digits;
  }

  long alphanumeric() {
    return digits | letters;
  }

  /// All but spaces and control characters.
  long solid() {
    return ~ordered(gaps) & used;
  }

  /// What Base64 and base64url have beside letters and digits.
  long separators() {
    return ordered(pluses | slashes | dashes | underscores);
  }

  /// Whether a byte is not ASCII.
  boolean hasWide() {
    return wide != 0;
  }

  /// Whether there is a space or a control character.
  boolean hasGap() {
    return gaps != 0;
  }

  boolean hasAt() {
    return ats != 0;
  }

  boolean hasCapitalJ() {
    return capitalJs != 0;
  }

  boolean hasPlus() {
    return pluses != 0;
  }

  /// Whether there is a colon or an equals sign.
  boolean hasSign() {
    return (colons | equals) != 0;
  }

  /// Whether there is a percent sign or an ampersand.
  boolean hasEscape() {
    return escapes != 0;
  }

  /// How many dots there are.
  int dots() {
    return Long.bitCount(dots);
  }

  /// How many colons there are.
  int colons() {
    return Long.bitCount(colons);
  }

  /// How many digits, colons and equals signs there are.
  int counted() {
    return Long.bitCount(digits) + Long.bitCount(colons | equals);
  }

  /// Whether there are two dashes side by side.
  boolean hasDashPair() {
    return hasPair(dashes, dashesBefore);
  }

  /// Whether there are two colons side by side.
  boolean hasColonPair() {
    return hasPair(colons, colonsBefore);
  }

  /// The last byte of a block has the highest bit, in order and in strides.
  private boolean hasPair(long signs, long before) {
    if ((signs & signs - 1) == 0 && before >= 0) {
      return false;
    }
    long places = ordered(signs);
    return (places & (places << 1 | before >>> 63)) != 0;
  }

  /// What cannot stand between the digits of one number, as anybody writes it: neither digits nor
  /// the signs from space to `/`, nor what is not ASCII.
  long notBetweenDigits() {
    return ~(digits | ordered(blanks | wide)) & used;
  }

  /// Each third letter in a row.
  long words() {
    long second = letters << 1 | lettersBefore >>> 63;
    long third = letters << 2 | lettersBefore >>> 62;
    return letters & second & third;
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

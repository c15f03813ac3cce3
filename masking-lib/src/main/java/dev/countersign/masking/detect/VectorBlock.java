package dev.countersign.masking.detect;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/// Says of 64 bytes which are digits, letters and so on, one bit for each byte, by vectors of 32.
/// One object serves many blocks in turn.
final class VectorBlock {

  private static final VectorSpecies<Byte> HALF = ByteVector.SPECIES_256;

  private final byte[] rest = new byte[Long.SIZE];

  private long digits;
  private long letters;
  private long wide;
  private long blanks;
  private long gaps;
  private long ats;
  private long dashes;
  private long dots;
  private long colons;
  private long pluses;
  private long equals;
  private long capitalJs;
  private long slashes;
  private long underscores;
  private long escapes;
  private long used;

  /// Reads a block, of 64 bytes or what there is of them.
  void read(byte[] bytes, int from, int to) {
    byte[] b = bytes;
    int start = from;
    int length = Math.min(to - from, Long.SIZE);
    if (from + Long.SIZE > bytes.length) {
      System.arraycopy(bytes, from, rest, 0, length);
      b = rest;
      start = 0;
    }
    long beyond = 0;
    long belowSpace = 0;
    long belowDigits = 0;
    long belowColon = 0;
    long belowCapitals = 0;
    long belowBracket = 0;
    long belowLetters = 0;
    long belowBrace = 0;
    long at = 0;
    long dash = 0;
    long dot = 0;
    long colon = 0;
    long plus = 0;
    long equal = 0;
    long capitalJ = 0;
    long space = 0;
    long slash = 0;
    long underscore = 0;
    long escape = 0;
    for (int i = 0; i < length; i += HALF.length()) {
      ByteVector v = ByteVector.fromArray(HALF, b, start + i);
      beyond |= v.lt((byte) 0).toLong() << i;
      belowSpace |= v.lt((byte) ' ').toLong() << i;
      belowDigits |= v.lt((byte) '0').toLong() << i;
      belowColon |= v.lt((byte) ':').toLong() << i;
      belowCapitals |= v.lt((byte) 'A').toLong() << i;
      belowBracket |= v.lt((byte) '[').toLong() << i;
      belowLetters |= v.lt((byte) 'a').toLong() << i;
      belowBrace |= v.lt((byte) '{').toLong() << i;
      at |= v.eq((byte) '@').toLong() << i;
      dash |= v.eq((byte) '-').toLong() << i;
      dot |= v.eq((byte) '.').toLong() << i;
      colon |= v.eq((byte) ':').toLong() << i;
      plus |= v.eq((byte) '+').toLong() << i;
      equal |= v.eq((byte) '=').toLong() << i;
      capitalJ |= v.eq((byte) 'J').toLong() << i;
      space |= v.eq((byte) ' ').toLong() << i;
      slash |= v.eq((byte) '/').toLong() << i;
      underscore |= v.eq((byte) '_').toLong() << i;
      escape |= (v.eq((byte) '%').toLong() | v.eq((byte) '&').toLong()) << i;
    }
    used = length == 0 ? 0 : -1L >>> Long.SIZE - length;
    long ascii = used & ~beyond;
    wide = used & beyond;
    digits = used & belowColon & ~belowDigits;
    blanks = used & belowDigits & ~belowSpace;
    gaps = (belowSpace & ascii) | (space & used);
    letters = (belowBrace & ~belowLetters | belowBracket & ~belowCapitals) & used;
    ats = at & used;
    dashes = dash & used;
    dots = dot & used;
    colons = colon & used;
    pluses = plus & used;
    equals = equal & used;
    capitalJs = capitalJ & used;
    slashes = slash & used;
    underscores = underscore & used;
    escapes = escape & used;
  }

  long digits() {
    return digits;
  }

  long letters() {
    return letters;
  }

  long wide() {
    return wide;
  }

  long blanks() {
    return blanks;
  }

  long gaps() {
    return gaps;
  }

  long ats() {
    return ats;
  }

  long dashes() {
    return dashes;
  }

  long dots() {
    return dots;
  }

  long colons() {
    return colons;
  }

  long pluses() {
    return pluses;
  }

  long equalSigns() {
    return equals;
  }

  long capitalJs() {
    return capitalJs;
  }

  long slashes() {
    return slashes;
  }

  long underscores() {
    return underscores;
  }

  /// Percent signs and ampersands.
  long escapes() {
    return escapes;
  }

  long used() {
    return used;
  }
}

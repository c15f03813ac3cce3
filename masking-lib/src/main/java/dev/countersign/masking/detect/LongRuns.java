package dev.countersign.masking.detect;

/// Looks for [Shape#LONG] bytes in a row without a gap, in blocks of 64 bytes one after the other.
final class LongRuns {

  private long found;
  private int run;

  void begin() {
    found = 0;
    run = 0;
  }

  /// Takes the next block: one bit for each byte that is no gap.
  void add(long solid) {
    int head = Long.numberOfTrailingZeros(~solid);
    found |= sixteens(solid) | (run + head >= Shape.LONG ? 1 : 0);
    run = head == Long.SIZE ? run + head : Long.numberOfLeadingZeros(~solid);
  }

  boolean found() {
    return found != 0;
  }

  /// Bits that have as many of [Shape#LONG] in a row before them.
  static long sixteens(long bits) {
    long twos = bits & bits >>> 1;
    long fours = twos & twos >>> 2;
    long eights = fours & fours >>> 4;
    return eights & eights >>> 8;
  }
}

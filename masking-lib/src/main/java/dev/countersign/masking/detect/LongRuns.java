package dev.countersign.masking.detect;

/// Looks for so many bytes of some class in a row, in blocks of 64 bytes one after the other.
final class LongRuns {

  private final int length;
  private long found;
  private int run;

  /// @param length 9 to 16
  LongRuns(int length) {
    this.length = length;
  }

  void begin() {
    found = 0;
    run = 0;
  }

  /// Takes the next block: one bit for each byte of the class.
  void add(long bits) {
    int head = Long.numberOfTrailingZeros(~bits);
    found |= begins(bits, length) | (run + head >= length ? 1 : 0);
    run = head == Long.SIZE ? run + head : Long.numberOfLeadingZeros(~bits);
  }

  boolean found() {
    return found != 0;
  }

  /// Whether one block has so many in a row.
  static boolean in(long bits, int length) {
    return begins(bits, length) != 0;
  }

  /// Bits with which so many in a row begin.
  private static long begins(long bits, int length) {
    long twos = bits & bits >>> 1;
    long fours = twos & twos >>> 2;
    long eights = fours & fours >>> 4;
    return eights & eights >>> length - Long.BYTES;
  }
}

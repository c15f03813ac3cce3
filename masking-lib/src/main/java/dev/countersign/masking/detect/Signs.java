package dev.countersign.masking.detect;

/// A set of ASCII characters, as two words of bits.
record Signs(long low, long high) {

  /// The characters of a text.
  static Signs of(String signs) {
    long low = 0;
    long high = 0;
    for (char c : signs.toCharArray()) {
      low |= c < Long.SIZE ? 1L << c : 0;
      high |= c < Long.SIZE ? 0 : 1L << c;
    }
    return new Signs(low, high);
  }

  /// Whether a byte is one of them.
  boolean has(int b) {
    return b >= 0 && ((b < Long.SIZE ? low : high) >>> b & 1) != 0;
  }
}

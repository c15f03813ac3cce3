package dev.countersign.masking.detect;

/// A class of ASCII characters that keys are made of, as data files write it.
enum Alphabet {
  DIGITS('d', "0123456789"),
  LOWER_HEX('h', "0123456789abcdef"),
  HEX('x', "0123456789abcdefABCDEF"),
  LOWER('l', "0123456789abcdefghijklmnopqrstuvwxyz"),
  UPPER('U', "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  ALPHANUMERIC('n', LOWER.members + UPPER.members),
  WORD('w', ALPHANUMERIC.members + "_"),
  BASE64_URL('u', ALPHANUMERIC.members + "-_"),
  TILDE('t', BASE64_URL.members + ".~"),
  BASE64('b', ALPHANUMERIC.members + "+/=");

  private final char letter;
  private final String members;
  private final boolean[] has = new boolean[128];

  Alphabet(char letter, String members) {
    this.letter = letter;
    this.members = members;
    members.chars().forEach(c -> has[c] = true);
  }

  static Alphabet of(char letter) {
    for (Alphabet alphabet : values()) {
      if (alphabet.letter == letter) {
        return alphabet;
      }
    }
    throw new IllegalArgumentException("alphabet: " + letter);
  }

  /// Whether it has nothing but letters and digits.
  boolean isAlphanumeric() {
    return members.chars().allMatch(Ascii::isAlphanumeric);
  }

  boolean has(int b) {
    return b >= 0 && has[b];
  }
}

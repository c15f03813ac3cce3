package dev.countersign.masking.detect;

/// The prefixes and lengths under which payment cards are issued (ISO/IEC 7812 ranges as the
/// schemes publish them).
final class Issuers {

  /// Lowest and highest first six digits, shortest and longest number.
  private static final int[][] RANGES = {
    {400000, 499999, 13, 13}, // Visa
    {400000, 499999, 16, 16},
    {400000, 499999, 19, 19},
    {510000, 559999, 16, 16}, // Mastercard
    {222100, 272099, 16, 16},
    {340000, 349999, 15, 15}, // American Express
    {370000, 379999, 15, 15},
    {601100, 601199, 16, 19}, // Discover
    {622126, 622925, 16, 19},
    {644000, 659999, 16, 19},
    {352800, 358999, 16, 19}, // JCB
    {300000, 305999, 14, 14}, // Diners Club
    {309500, 309599, 14, 14},
    {360000, 369999, 14, 14},
    {380000, 399999, 14, 16},
    {620000, 629999, 16, 19}, // UnionPay
    {810000, 817199, 16, 19},
    {500000, 509999, 13, 19}, // Maestro
    {560000, 589999, 13, 19},
    {600000, 609999, 16, 16}, // RuPay
    {630000, 639999, 13, 19}, // Maestro
    {670000, 679999, 13, 19},
    {220000, 220499, 16, 19}, // Mir
    {979200, 979299, 16, 16}, // Troy
  };

  /// For each two first digits the lengths that some number has which begins so, as bits.
  private static final int[] LENGTHS = new int[100];

  static {
    for (int[] range : RANGES) {
      for (int two = range[0] / 10_000; two <= range[1] / 10_000; two++) {
        LENGTHS[two] |= (2 << range[3]) - (1 << range[2]);
      }
    }
  }

  private Issuers() {}

  /// Whether some number begins with these two digits.
  static boolean mayBegin(int first, int second) {
    return LENGTHS[(first - '0') * 10 + second - '0'] != 0;
  }

  static boolean issue(int prefix, int length) {
    if ((LENGTHS[prefix / 10_000] >>> length & 1) == 0) {
      return false;
    }
    for (int[] range : RANGES) {
      if (prefix >= range[0] && prefix <= range[1] && length >= range[2] && length <= range[3]) {
        return true;
      }
    }
    return false;
  }
}

package dev.countersign.masking.detect;

import java.util.List;

/// The numbering plans of all country codes: how long national numbers are and how they begin.
/// Immutable.
final class PhonePlans {

  private static final int CODES = 1000;
  private static final int LENGTHS = 18;

  static final PhonePlans ALL = new PhonePlans(DataFile.lines("phone.plans"));

  /// For each code and length the first two digits, as 100 bits in two words; null for no code.
  private final long[][] plans = new long[CODES][];

  PhonePlans(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      long[] plan = new long[2 * LENGTHS];
      for (int i = 1; i < words.length; i++) {
        read(words[i], plan);
      }
      plans[Integer.parseInt(words[0])] = plan;
    }
  }

  private static void read(String word, long[] plan) {
    int colon = word.indexOf(':');
    String lengths = word.substring(0, colon);
    for (int length = first(lengths); length <= last(lengths); length++) {
      for (String heads : word.substring(colon + 1).split(",", -1)) {
        for (int head = first(heads); head <= last(heads); head++) {
          plan[2 * length + (head >> 6)] |= 1L << head;
        }
      }
    }
  }

  private static int first(String range) {
    int dash = range.indexOf('-');
    return Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
  }

  private static int last(String range) {
    return Integer.parseInt(range.substring(range.indexOf('-') + 1));
  }

  /// How many of the digits are a country code; 0 where they begin with none.
  int codeLength(byte[] digits, int from, int to) {
    int code = 0;
    for (int length = 1; length <= 3 && from + length <= to; length++) {
      code = code * 10 + digits[from + length - 1] - '0';
      if (code == 0) {
        return 0;
      }
      if (plans[code] != null) {
        return length;
      }
    }
    return 0;
  }

  /// Whether a national number of that length can begin so.
  ///
  /// @param anyHead whether the length alone is to be judged
  boolean allows(int code, int length, int head, boolean anyHead) {
    long[] plan = plans[code];
    if (plan == null || length < 2 || length >= LENGTHS) {
      return false;
    }
    long low = plan[2 * length];
    long high = plan[2 * length + 1];
    return anyHead ? (low | high) != 0 : ((head < 64 ? low : high) >>> head & 1) != 0;
  }
}

package dev.countersign.masking.detect;

/// Arithmetic that check digits of many countries have in common, over ASCII digits.
final class CheckDigits {

  private static final String VERHOEFF_PRODUCTS =
      "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";
  private static final String VERHOEFF_PERMUTATIONS =
      "01234567891576283094580379614289160435279453126870428657390127938064157046913258";

  private CheckDigits() {}

  static int number(byte[] id, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + id[i] - '0';
    }
    return number;
  }

  static int remainder(byte[] id, int from, int to, int modulus) {
    int rest = 0;
    for (int i = from; i < to; i++) {
      rest = (rest * 10 + id[i] - '0') % modulus;
    }
    return rest;
  }

  /// The sum of the digits, each times its weight.
  static int weighted(byte[] id, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (id[i] - '0');
    }
    return sum;
  }

  /// ISO/IEC 7812-1, annex B.
  static boolean luhn(byte[] id, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      int digit = id[i] - '0';
      int weighted = (to - i & 1) == 0 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /// ISO 7064, MOD 11,10.
  static boolean mod11And10(byte[] id, int length) {
    int product = 10;
    for (int i = 0; i < length - 1; i++) {
      int sum = (id[i] - '0' + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (11 - product) % 10 == id[length - 1] - '0';
  }

  /// J. Verhoeff, Error Detecting Decimal Codes, 1969: the dihedral group of ten elements.
  static boolean verhoeff(byte[] id, int length) {
    int check = 0;
    for (int i = 0; i < length; i++) {
      int digit = id[length - 1 - i] - '0';
      int permuted = VERHOEFF_PERMUTATIONS.charAt(i % 8 * 10 + digit) - '0';
      check = VERHOEFF_PRODUCTS.charAt(check * 10 + permuted) - '0';
    }
    return check == 0;
  }

  static boolean isOneDigit(byte[] id, int length) {
    int i = 1;
    while (i < length && id[i] == id[0]) {
      i++;
    }
    return i == length;
  }

  /// Whether a day and a month can be of one date.
  static boolean isDate(int day, int month) {
    return day >= 1 && month >= 1 && month <= 12 && day <= (month == 2 ? 29 : 31);
  }
}

package dev.countersign.masking.detect;

import static dev.countersign.masking.detect.CheckDigits.isDate;
import static dev.countersign.masking.detect.CheckDigits.isOneDigit;
import static dev.countersign.masking.detect.CheckDigits.luhn;
import static dev.countersign.masking.detect.CheckDigits.number;
import static dev.countersign.masking.detect.CheckDigits.remainder;
import static dev.countersign.masking.detect.CheckDigits.weighted;

import java.util.Arrays;
import java.util.List;

/// Numbers by which states know their people: how they are written and checked, as the issuing
/// offices publish it.
///
/// A number whose check digit lets one of ten or eleven pass stands alone in no layout.
public enum NationalId {
  /// Belgian national register number: modulo 97, with a 2 before it for births since 2000.
  BE(
      NationalId::isBelgian,
      "!99.99.99-999.99",
      "99.99.99.999.99",
      "999999-999-99",
      "999999 999 99",
      "99999999999"),
  /// German tax identification number (§ 139b AO): ISO 7064 MOD 11,10.
  DE(NationalId::isGerman, "99999999999", "99 999 999 999"),
  /// Danish civil registration number: a date; there is no check digit since 2007.
  DK(NationalId::isDanish, "999999-9999", "9999999999"),
  /// Spanish NIF and NIE: a letter modulo 23.
  ES(
      NationalId::isSpanish,
      "!99999999A",
      "!99999999-A",
      "!99.999.999-A",
      "!A9999999A",
      "!A-9999999-A"),
  /// Finnish personal identity code: a character modulo 31.
  FI(NationalId::isFinnish, "!999999-999X", "!999999+999X", "!999999A999X"),
  /// French social security number (NIR): a key modulo 97.
  FR(
      NationalId::isFrench,
      "!9 99 99 99 999 999 99",
      "!9 99 99 9A 999 999 99",
      "!999999A99999999",
      "9999999999999 99",
      "999999999999999"),
  /// Irish personal public service number: a letter modulo 23.
  IE(NationalId::isIrish, "!9999999A", "!9999999AA"),
  /// Italian tax code: a letter from two tables.
  IT(NationalId::isItalian, "!AAAAAAXXAXXAXXXA"),
  /// Dutch citizen service number: the eleven test.
  NL(NationalId::isDutch, "999999999", "9999.99.999", "9999 99 999", "999 999 999"),
  /// Polish PESEL: a date and a digit modulo 10.
  PL(NationalId::isPolish, "99999999999"),
  /// Portuguese tax number: a digit modulo 11.
  PT(NationalId::isPortuguese, "999999999", "999 999 999"),
  /// Swedish personal identity number: a date and Luhn's digit.
  SE(
      NationalId::isSwedish,
      "999999-9999",
      "999999+9999",
      "99999999-9999",
      "9999999999",
      "999999999999"),
  /// Swiss insurance number: 756 and the check digit of an EAN-13.
  CH(NationalId::isSwiss, "!999.9999.9999.99", "9999999999999"),
  /// British national insurance number: issued prefixes and a suffix of A to D.
  GB_NINO(NationalId::isInsured, "!AA999999A", "!AA 99 99 99 A", "!AA 999999 A"),
  /// British health service number: a digit modulo 11.
  GB_NHS(NationalId::isPatient, "999 999 9999", "999-999-9999", "9999999999"),
  /// Australian tax file number: weights, modulo 11.
  AU(NationalId::isAustralian, "999 999 999", "999999999"),
  /// Canadian social insurance number: Luhn's digit.
  CA(NationalId::isCanadian, "999 999 999", "999-999-999", "999999999"),
  /// Brazilian CPF: two digits modulo 11.
  BR(NationalId::isBrazilian, "!999.999.999-99", "99999999999"),
  /// Indian Aadhaar: Verhoeff's digit.
  IN(NationalId::isIndian, "9999 9999 9999", "9999-9999-9999", "999999999999");

  /// Whether an identifier, in capitals and without what is between, can have been issued.
  interface Check {
    boolean passes(byte[] id, int length);
  }

  private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final String FINNISH_CENTURIES = "ABCDEFUVWXY";
  private static final String ITALIAN_FOR_DIGITS = "LMNPQRSTUV";
  private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private final Check check;
  private final List<Layout> layouts;
  private final Layout[][] layoutsOf = new Layout[Long.SIZE][];

  NationalId(Check check, String... layouts) {
    this.check = check;
    this.layouts = Arrays.stream(layouts).map(Layout::new).toList();
    Arrays.setAll(layoutsOf, this::beginningWith);
  }

  private Layout[] beginningWith(int kind) {
    return layouts.stream()
        .filter(layout -> (layout.tokens().first() >>> kind & 1) != 0)
        .toArray(Layout[]::new);
  }

  List<Layout> layouts() {
    return layouts;
  }

  /// The layouts that may begin with a token of that kind; not to be changed.
  Layout[] layoutsOf(int kind) {
    return layoutsOf[kind];
  }

  boolean passes(byte[] id, int length) {
    return check.passes(id, length);
  }

  /// The words that speak of it.
  Topic topic() {
    return Topic.valueOf("ID_" + name());
  }

  private static boolean isBelgian(byte[] id, int length) {
    int key = number(id, 9, 11);
    boolean before = 97 - remainder(id, 0, 9, 97) == key;
    boolean since = 97 - (2_000_000_000L + number(id, 0, 9)) % 97 == key;
    return (before || since) && number(id, 2, 4) % 20 <= 12 && number(id, 4, 6) <= 31;
  }

  private static boolean isGerman(byte[] id, int length) {
    int[] times = new int[10];
    for (int i = 0; i < 10; i++) {
      times[id[i] - '0']++;
    }
    int different = (int) Arrays.stream(times).filter(n -> n > 0).count();
    int most = Arrays.stream(times).max().orElse(0);
    boolean spread = (different == 9 && most == 2) || (different == 8 && most == 3);
    return id[0] != '0' && spread && CheckDigits.mod11And10(id, length);
  }

  private static boolean isDanish(byte[] id, int length) {
    return isDate(number(id, 0, 2), number(id, 2, 4));
  }

  private static boolean isSpanish(byte[] id, int length) {
    int first = id[0] - 'X';
    if (first > 2 || (first < 0 && id[0] > '9')) {
      return false;
    }
    int rest = number(id, 1, 8) + (first < 0 ? id[0] - '0' : first) * 10_000_000;
    return SPANISH.charAt(rest % 23) == id[8];
  }

  private static boolean isFinnish(byte[] id, int length) {
    int serial = length == 11 ? 7 : 6;
    if (length == 11 && FINNISH_CENTURIES.indexOf(id[6]) < 0) {
      return false;
    }
    int rest = (number(id, 0, 6) * 1000 + number(id, serial, serial + 3)) % 31;
    return FINNISH.charAt(rest) == id[length - 1] && isDate(number(id, 0, 2), number(id, 2, 4));
  }

  private static boolean isFrench(byte[] id, int length) {
    int month = number(id, 3, 5);
    boolean born = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
    boolean sex = id[0] != '0' && id[0] != '5' && id[0] != '6' && id[0] != '9';
    byte[] digits = Arrays.copyOf(id, length);
    if (id[6] > '9') {
      if (id[5] != '2' || (id[6] != 'A' && id[6] != 'B')) {
        return false;
      }
      digits[5] = '1';
      digits[6] = (byte) (id[6] == 'A' ? '9' : '8');
    }
    return sex && born && 97 - remainder(digits, 0, 13, 97) == number(digits, 13, 15);
  }

  private static boolean isIrish(byte[] id, int length) {
    int second = length == 9 && id[8] != 'W' ? id[8] - 'A' + 1 : 0;
    return IRISH.charAt((weighted(id, 8, 7, 6, 5, 4, 3, 2) + 9 * second) % 23) == id[7]
        && second <= 9;
  }

  private static boolean isItalian(byte[] id, int length) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int value = id[i] <= '9' ? id[i] - '0' : id[i] - 'A';
      sum += (i & 1) == 0 ? ITALIAN_ODD[value] : value;
    }
    boolean digits = true;
    for (int i : new int[] {6, 7, 9, 10, 12, 13, 14}) {
      digits &= id[i] <= '9' || ITALIAN_FOR_DIGITS.indexOf(id[i]) >= 0;
    }
    return digits && ITALIAN_MONTHS.indexOf(id[8]) >= 0 && 'A' + sum % 26 == id[15];
  }

  private static boolean isDutch(byte[] id, int length) {
    int rest = weighted(id, 9, 8, 7, 6, 5, 4, 3, 2) - (id[8] - '0');
    return rest % 11 == 0 && rest != 0 && !isOneDigit(id, length);
  }

  private static boolean isPolish(byte[] id, int length) {
    int month = number(id, 2, 4) % 20;
    int sum = weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1);
    return sum % 10 == 0 && isDate(number(id, 4, 6), month);
  }

  private static boolean isPortuguese(byte[] id, int length) {
    int rest = weighted(id, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    int digit = rest < 2 ? 0 : 11 - rest;
    return id[0] != '0' && id[0] != '4' && digit == id[8] - '0';
  }

  private static boolean isSwedish(byte[] id, int length) {
    int from = length - 10;
    int day = number(id, from + 4, from + 6);
    boolean date = isDate(day > 60 ? day - 60 : day, number(id, from + 2, from + 4));
    return date && luhn(id, from, length);
  }

  private static boolean isSwiss(byte[] id, int length) {
    int sum = weighted(id, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1);
    return number(id, 0, 3) == 756 && sum % 10 == 0;
  }

  private static boolean isInsured(byte[] id, int length) {
    String prefix = "" + (char) id[0] + (char) id[1];
    return "DFIQUV".indexOf(id[0]) < 0
        && "DFIOQUV".indexOf(id[1]) < 0
        && !"BG GB KN NK NT TN ZZ".contains(prefix)
        && id[8] <= 'D';
  }

  private static boolean isPatient(byte[] id, int length) {
    int digit = 11 - weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return digit % 11 == id[9] - '0' && !isOneDigit(id, length);
  }

  private static boolean isAustralian(byte[] id, int length) {
    return weighted(id, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !isOneDigit(id, length);
  }

  private static boolean isCanadian(byte[] id, int length) {
    return id[0] != '0' && id[0] != '8' && luhn(id, 0, length);
  }

  private static boolean isBrazilian(byte[] id, int length) {
    int first = weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    int second = weighted(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    return first == id[9] - '0' && second == id[10] - '0' && !isOneDigit(id, length);
  }

  private static boolean isIndian(byte[] id, int length) {
    return id[0] >= '2' && !isOneDigit(id, length) && CheckDigits.verhoeff(id, length);
  }
}

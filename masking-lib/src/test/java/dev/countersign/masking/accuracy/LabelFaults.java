package dev.countersign.masking.accuracy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The rules by which a label is known to be wrong or missing; no row of a file is named.
///
/// A label is wrong where its value cannot exist: a card without Luhn's digit, an IBAN without its
/// check digits or its country's length, a security number that is never issued. A label is missing
/// where the same file gives the same value that label elsewhere.
final class LabelFaults {

  private static final Map<String, Integer> IBAN_LENGTHS =
      Map.of("de", 22, "es", 24, "fr", 27, "gb", 22, "it", 27, "nl", 18);

  private final Set<String> labelled = new HashSet<>();

  LabelFaults(List<LabelledText> texts) {
    for (LabelledText text : texts) {
      for (LabelledText.Label label : text.labels()) {
        labelled.add(label.detector() + plain(text.at(label.start(), label.end())));
      }
    }
  }

  /// Whether a hit without a label should have had one.
  boolean isUnlabelled(String detector, String value) {
    return labelled.contains(detector + plain(value));
  }

  /// Whether a labelled value cannot exist.
  static boolean isImpossible(String detector, String value) {
    String plain = plain(value);
    return switch (detector) {
      case "card" -> !isLuhn(plain);
      case "iban" -> !isMod97(plain) || !hasLength(plain);
      case "ssn" -> plain.matches("(000|666|9..).*|...00.*|.*0000") || plain.length() != 9;
      default -> false;
    };
  }

  private static String plain(String value) {
    return value.replaceAll("[^\\p{Alnum}@]", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      sum += i % 2 == 0 ? digit : digit / 5 + digit * 2 % 10;
    }
    return digits.matches("\\d{13,19}") && sum % 10 == 0;
  }

  private static boolean hasLength(String iban) {
    Integer length = IBAN_LENGTHS.get(iban.substring(0, 2));
    return length == null || length == iban.length();
  }

  private static boolean isMod97(String iban) {
    StringBuilder number = new StringBuilder();
    (iban.substring(4) + iban.substring(0, 4))
        .chars()
        .forEach(c -> number.append(Character.digit(c, 36)));
    return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }
}

package dev.countersign.masking.replace;

import java.util.Arrays;

/// A card number in the place of a card number: as long, grouped as before, with Luhn's digit
/// right, and beginning with 9999, under which nobody issues cards (ISO/IEC 7812: 9 is followed by
/// a country, and 999 is none).
///
/// The first four digits of the old number go into the tweak and are gone; two numbers of one
/// tenant become the same one only by accident. A number that begins with 9999 and has Luhn's digit
/// is one of these and stays. What is no card number is handed to another replacement.
public final class PreservedCard extends FormatPreserving {

  private static final int MIN = 13;
  private static final int MAX = 19;
  private static final int PREFIX = 4;
  private static final byte NINE = 9;

  public PreservedCard(byte[] key, Replacement other) {
    super(key, MAX, other);
  }

  @Override
  public Replacement forSession() {
    return new PreservedCard(key(), other());
  }

  @Override
  boolean change() {
    if (length < MIN || luhn() != 0) {
      return false;
    }
    if (!isOwn()) {
      byte[] tweak = Arrays.copyOf(digits, PREFIX);
      Arrays.fill(digits, 0, PREFIX, NINE);
      encrypt(PREFIX, length - 1, tweak);
      digits[length - 1] = 0;
      digits[length - 1] = (byte) ((10 - luhn()) % 10);
    }
    return true;
  }

  @Override
  boolean changeNumber() {
    return change();
  }

  private boolean isOwn() {
    return digits[0] == NINE && digits[1] == NINE && digits[2] == NINE && digits[3] == NINE;
  }

  private int luhn() {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = digits[length - 1 - i];
      int weighted = (i & 1) == 0 ? digit : 2 * digit;
      sum += weighted > NINE ? weighted - NINE : weighted;
    }
    return sum % 10;
  }
}

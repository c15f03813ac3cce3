package dev.countersign.masking.replace;

/// Digits in the place of 6 to 40 digits; different digits stay different.
///
/// A result cannot be told from what is not one, so to encrypt twice gives another number.
public final class PreservedDigits extends FormatPreserving {

  private static final int MIN = 6;
  private static final int MAX = 40;
  private static final byte[] NO_TWEAK = {};

  public PreservedDigits(byte[] key, Replacement other) {
    super(key, MAX, other);
  }

  @Override
  public Replacement forSession() {
    return new PreservedDigits(key(), other());
  }

  @Override
  boolean change() {
    if (length < MIN) {
      return false;
    }
    encrypt(0, length, NO_TWEAK);
    return true;
  }

  /// Encrypts until the first digit is not 0, as it was not before: still one to one.
  @Override
  boolean changeNumber() {
    if (length < MIN || digits[0] == 0) {
      return false;
    }
    do {
      encrypt(0, length, NO_TWEAK);
    } while (digits[0] == 0);
    return true;
  }
}

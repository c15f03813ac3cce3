package dev.countersign.masking.detect;

/// Classes of ASCII bytes; bytes beyond ASCII belong to none.
public final class Ascii {

  private Ascii() {}

  static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  static boolean isLetter(int b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  public static boolean isAlphanumeric(int b) {
    return isDigit(b) || isLetter(b);
  }

  static boolean isBase64Url(int b) {
    return isAlphanumeric(b) || b == '-' || b == '_';
  }
}

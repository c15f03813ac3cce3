package dev.countersign.masking;

/// One text of a body for people: what it says, and where each of its characters stands.
///
/// @param value the text, without escapes
/// @param places where each `char` begins in the body, and where the last one ends
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record BodyText(String value, int[] places) {

  /// Of the decoded text of a JSON string; half a surrogate pair stays one `char`.
  static BodyText of(Decoded text) {
    StringBuilder value = new StringBuilder(text.length());
    int[] places = new int[text.length() + 1];
    int chars = 0;
    int i = 0;
    while (i < text.length()) {
      int length = length(text.bytes()[i]);
      int point = point(text.bytes(), i, length);
      value.appendCodePoint(point);
      places[chars++] = text.origin(i);
      if (point > Character.MAX_VALUE) {
        places[chars++] = text.origin(i);
      }
      i += length;
    }
    places[chars] = text.origin(text.length());
    return new BodyText(value.toString(), places);
  }

  private static int length(byte first) {
    return first >= 0 ? 1 : (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
  }

  private static int point(byte[] b, int at, int length) {
    int point = length == 1 ? b[at] : b[at] & (0x7f >> length);
    for (int i = 1; i < length; i++) {
      point = point << 6 | (b[at + i] & 0x3f);
    }
    return point;
  }

  boolean hasLetters() {
    return value.codePoints().anyMatch(Character::isLetter);
  }
}

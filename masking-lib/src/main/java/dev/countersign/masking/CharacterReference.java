package dev.countersign.masking;

/// Character references of HTML (WHATWG HTML §13.5): all numbers, and such names as stand for the
/// signs and gaps of an identifier.
final class CharacterReference {

  /// No reference.
  static final int NONE = -1;

  private static final int LONGEST = 12;

  // No colon, equals sign or digit: what finders need of those must be seen without decoding.
  private static final String[] NAMES = {"commat;@", "amp;&", "nbsp; ", "period;.", "lowbar;_"};

  private CharacterReference() {}

  /// The place of the `;` of the reference whose `&` stands at `at`, or [#NONE].
  static int end(byte[] b, int at, int to) {
    int last = Math.min(to, at + LONGEST);
    for (int i = at + 1; i < last; i++) {
      if (b[i] == ';') {
        return i;
      }
      if (b[i] != '#' && Character.digit(b[i] & 0x7f, Character.MAX_RADIX) < 0) {
        return NONE;
      }
    }
    return NONE;
  }

  /// The character of the reference between the `&` and the `;`, or [#NONE].
  static int point(byte[] b, int from, int end) {
    return from < end && b[from] == '#' ? number(b, from + 1, end) : named(b, from, end);
  }

  private static int number(byte[] b, int from, int end) {
    boolean hex = from < end && (b[from] | 0x20) == 'x';
    int radix = hex ? 16 : 10;
    int first = hex ? from + 1 : from;
    int value = first < end ? 0 : NONE;
    for (int i = first; i < end && value >= 0; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], radix);
      value = digit < 0 ? NONE : value * radix + digit;
      value = value > Character.MAX_CODE_POINT ? NONE : value;
    }
    return value >= 0xd800 && value <= 0xdfff ? NONE : value;
  }

  private static int named(byte[] b, int from, int end) {
    for (String name : NAMES) {
      int length = name.length() - 2;
      boolean same = end - from == length;
      for (int i = 0; same && i < length; i++) {
        same = b[from + i] == name.charAt(i);
      }
      if (same) {
        return name.charAt(length + 1);
      }
    }
    return NONE;
  }
}

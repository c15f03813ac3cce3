package dev.countersign.bench.micro;

import dev.countersign.masking.MediaKind;

/// The slowest bodies that a search has found, each of another kind, and one of ordinary text to
/// compare with.
public enum WorstBody {
  ORDINARY_TEXT(
      BodyShape.LINES, "The two chairs and the table of order 1234 came today, thanks. Ada"),
  /// Names that are each set to all that follows.
  NESTED_SETTINGS(BodyShape.LINE, "pwd:-"),
  /// Digits, each of which may begin a phone number of eight groups.
  CALLING_CODES(BodyShape.LINE, "0049 "),
  SINGLE_DIGITS(BodyShape.LINE, "1-"),
  PLUS_SIGNS(BodyShape.LINE, "+1"),
  /// What many formats of keys begin with.
  KEY_PREFIXES(BodyShape.LINE, "sk-"),
  PHONES_IN_A_STRING(BodyShape.STRING, "0049 11-0049 9 11-1.2.3.4"),
  /// Texts that are nothing but hits.
  IDS(BodyShape.LINES, "12345678Z"),
  ADDRESSES(
      BodyShape.STRINGS,
      "x@y.org198.51.'102é0198.51.102é001:db19eyJ02é001:db8::1x@y.org198.502é0198.51.1é001:db"),
  CARDS(BodyShape.OBJECTS, "x@y.or)g\"[4111 1 1111 7123-45-67811AKIA1 1111a.b.c.d@198.50.7"),
  SETTINGS_IN_NAMES(BodyShape.MEMBERS, "x@y.org =db8::1x@y.x@y.org =Bearer db8::1{12345678Z"),
  JSON_IN_STRINGS(
      BodyShape.INNER,
      "2.3.42.3.4111{+111 111.o2.3.42.3.41232111{21111 111.org2.3.4sin 3-4512345645--198.51.100.7"),
  NUMBERS(BodyShape.RAW, "111114111");

  /// How long each body is.
  static final int SIZE = 1 << 16;

  /// How long what becomes of it is at most.
  static final int MOST_OUT = 16 * SIZE;

  private final BodyShape shape;
  private final byte[] bytes;

  WorstBody(BodyShape shape, String fragment) {
    this.shape = shape;
    this.bytes = shape.of(fragment, 1 << 16);
  }

  MediaKind kind() {
    return shape.kind();
  }

  byte[] bytes() {
    return bytes;
  }
}

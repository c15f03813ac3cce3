package dev.countersign.masking.detect;

import java.util.Locale;

/// What words before a value, or the name of a member, can say of it. Sets of topics are bits of an
/// `int`.
enum Topic {
  PHONE,
  CALL,
  LINE,
  SECRET,
  PASSWORD,
  OTHER,
  OTHER_IN_NAMES;

  int bit() {
    return 1 << ordinal();
  }

  static Topic of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

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
  OTHER_IN_NAMES,
  ID_BE,
  ID_DE,
  ID_DK,
  ID_ES,
  ID_FI,
  ID_FR,
  ID_IE,
  ID_IT,
  ID_NL,
  ID_PL,
  ID_PT,
  ID_SE,
  ID_CH,
  ID_GB_NINO,
  ID_GB_NHS,
  ID_AU,
  ID_CA,
  ID_BR,
  ID_IN;

  int bit() {
    return 1 << ordinal();
  }

  /// The bits of some topics as a data file names them, or of all identifiers: `ids`.
  static int bits(String names) {
    int bits = 0;
    for (String name : names.split(" ", -1)) {
      for (Topic topic : values()) {
        String label = topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean meant = name.equals("ids") ? label.startsWith("id-") : label.equals(name);
        bits |= meant ? topic.bit() : 0;
      }
    }
    if (bits == 0) {
      throw new IllegalArgumentException("topics: " + names);
    }
    return bits;
  }
}

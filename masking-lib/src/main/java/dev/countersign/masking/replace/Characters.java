package dev.countersign.masking.replace;

/// Counts characters in UTF-8.
final class Characters {

  private Characters() {}

  /// Where the last `count` characters begin; before `from` where there are fewer.
  static int tail(byte[] bytes, int from, int to, int count) {
    int i = to;
    for (int left = count; left > 0; left--) {
      do {
        i--;
      } while (i > from && (bytes[i] & 0xc0) == 0x80);
      if (i < from) {
        return i;
      }
    }
    return i;
  }

  /// Where the first `count` characters end; behind `to` where there are fewer.
  static int head(byte[] bytes, int from, int to, int count) {
    int i = from;
    for (int left = count; left > 0; left--) {
      if (i >= to) {
        return to + 1;
      }
      do {
        i++;
      } while (i < to && (bytes[i] & 0xc0) == 0x80);
    }
    return i;
  }
}

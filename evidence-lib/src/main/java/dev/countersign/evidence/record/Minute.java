package dev.countersign.evidence.record;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// A minute from 1970 to 9999 and its text: `2026-11-20T12:00`.
///
/// Times of records are close to each other, so the last minutes that were read are kept.
///
/// @param first the first eight bytes of its text
/// @param second the last eight
record Minute(long first, long second, long epochSecond) {
  static final int LENGTH = 2 * EightBytes.COUNT;

  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final int KEPT_BITS = 4;
  private static final @Nullable Minute[] KEPT = new Minute[1 << KEPT_BITS];

  /// The minute whose text begins here; null when none does.
  static @Nullable Minute read(byte[] bytes, int from) {
    long first = EightBytes.at(bytes, from);
    long second = EightBytes.at(bytes, from + EightBytes.COUNT);
    int place = (int) ((first * MIX + second) * MIX >>> Long.SIZE - KEPT_BITS);
    Minute known = KEPT[place];
    if (known != null && known.first == first && known.second == second) {
      return known;
    }
    long epochSecond = epochSecond(bytes, from);
    if (epochSecond < 0) {
      return null;
    }
    Minute read = new Minute(first, second, epochSecond);
    KEPT[place] = read;
    return read;
  }

  private static long epochSecond(byte[] bytes, int from) {
    boolean formed =
        bytes[from + 4] == '-'
            && bytes[from + 7] == '-'
            && bytes[from + 10] == 'T'
            && bytes[from + 13] == ':';
    int year = digits(bytes, from, from + 4);
    int month = digits(bytes, from + 5, from + 7);
    int day = digits(bytes, from + 8, from + 10);
    int hour = digits(bytes, from + 11, from + 13);
    int minute = digits(bytes, from + 14, from + 16);
    boolean valid =
        formed
            && (day | hour | minute) >= 0
            && year >= 1970
            && month >= 1
            && month <= 12
            && day >= 1
            && hour < 24
            && minute < 60
            && day <= YearMonth.of(year, month).lengthOfMonth();
    return valid
        ? ((LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute) * 60
        : -1;
  }

  /// The number that these decimal digits mean; negative when one of them is none.
  static int digits(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}

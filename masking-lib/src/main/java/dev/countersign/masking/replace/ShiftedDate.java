package dev.countersign.masking.replace;

import java.util.Arrays;

/// An ISO date, or the date of an ISO date-time, moved by a number of days; whatever follows the
/// date stays. What is no date becomes the text of another replacement. Immutable.
///
/// A moved date cannot be told from one that is not, so to move twice moves twice as far.
public final class ShiftedDate extends Replacement {

  private static final int DATE = 10;
  private static final int YEARS = 9999;

  private final int days;
  private final Replacement other;

  /// @param other for what is no date, or moves out of the years 1 to 9999
  public ShiftedDate(int days, Replacement other) {
    this.days = days;
    this.other = other;
  }

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    if (to - from < DATE || !isRest(bytes, from + DATE, to)) {
      return other.of(bytes, from, to);
    }
    int year = number(bytes, from, 4);
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    boolean dashes = bytes[from + 4] == '-' && bytes[from + 7] == '-';
    if (!dashes || year < 1 || month < 1 || month > 12 || day < 1 || day > length(year, month)) {
      return other.of(bytes, from, to);
    }
    int moved = dayOf(year, month, day) + days;
    if (moved < dayOf(1, 1, 1) || moved > dayOf(YEARS, 12, 31)) {
      return other.of(bytes, from, to);
    }
    return written(moved, bytes, from, to);
  }

  /// Whether a time follows: `T` or a space, digits, and at most a zone; no room for other text.
  private static boolean isRest(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    boolean zoned = false;
    boolean time = bytes[from] == 'T' || bytes[from] == 't' || bytes[from] == ' ';
    int i = from + 1;
    time = time && isClock(bytes, i, to);
    for (i += 5; time && i < to; i++) {
      byte b = bytes[i];
      boolean last = i == to - 1 && !zoned && (b == 'Z' || b == 'z');
      boolean offset = !zoned && (b == '+' || b == '-') && isOffset(bytes, i + 1, to);
      zoned |= offset;
      time = last || offset || isDigit(b) || b == ':' || (b == '.' && !zoned);
    }
    return time && to - from <= 1 + "10:20:30.123456789+00:00".length();
  }

  private static boolean isClock(byte[] bytes, int from, int to) {
    return to - from >= 5
        && number(bytes, from, 2) >= 0
        && bytes[from + 2] == ':'
        && number(bytes, from + 3, 2) >= 0;
  }

  private static boolean isOffset(byte[] bytes, int from, int to) {
    int length = to - from;
    boolean short4 = length == 4 && number(bytes, from, 4) >= 0;
    boolean short2 = length == 2 && number(bytes, from, 2) >= 0;
    return short2 || short4 || (length == 5 && isClock(bytes, from, to));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// So many digits as a number, or -1.
  private static int number(byte[] bytes, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int length(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /// Days since the first of March of the year 0; the year begins in March, so that a leap day is
  /// its last.
  private static int dayOf(int year, int month, int day) {
    int years = month > 2 ? year : year - 1;
    int months = month > 2 ? month - 3 : month + 9;
    return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1;
  }

  private static byte[] written(int moved, byte[] bytes, int from, int to) {
    int year = (int) ((moved + 1) / 365.2425);
    while (dayOf(year + 1, 3, 1) <= moved) {
      year++;
    }
    while (dayOf(year, 3, 1) > moved) {
      year--;
    }
    int dayOfYear = moved - dayOf(year, 3, 1);
    int months = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * months + 2) / 5 + 1;
    byte[] out = Arrays.copyOfRange(bytes, from, to);
    write(out, 0, 4, months < 10 ? year : year + 1);
    write(out, 5, 2, months < 10 ? months + 3 : months - 9);
    write(out, 8, 2, day);
    return out;
  }

  private static void write(byte[] out, int at, int digits, int value) {
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}

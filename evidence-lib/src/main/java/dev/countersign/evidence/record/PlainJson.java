package dev.countersign.evidence.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A cursor over JSON in its plainest form: no white space, texts of printable ASCII without
/// escapes, whole numbers.
///
/// Every method gives null, or false, when something else stands there; whoever asked then leaves
/// the whole text to the general parser. So nothing is decided here but that a text means what it
/// plainly says. For one thread.
final class PlainJson {
  private static final byte[] DIGEST = "\"sha-256:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final int HEX_DIGITS = 64;
  private static final int MOST_DIGITS = 18;
  private static final int SHORTEST_TIME = "2026-11-20T12:00:00Z".length();
  private static final int FRACTION = "2026-11-20T12:00:00".length();
  private static final int LONGEST_FRACTION = 9;

  private final byte[] bytes;
  private int position;

  PlainJson(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean atEnd() {
    return position == bytes.length;
  }

  boolean take(char c) {
    if (position < bytes.length && bytes[position] == c) {
      position++;
      return true;
    }
    return false;
  }

  /// Takes exactly these bytes.
  boolean take(byte[] expected) {
    int end = position + expected.length;
    if (end > bytes.length || !Arrays.equals(bytes, position, end, expected, 0, expected.length)) {
      return false;
    }
    position = end;
    return true;
  }

  @Nullable String text() {
    if (!take('"')) {
      return null;
    }
    int begin = position;
    for (int i = begin; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '"') {
        position = i + 1;
        return new String(bytes, begin, i - begin, StandardCharsets.ISO_8859_1);
      }
      if (b < ' ' || b == '\\' || b == 0x7f) {
        return null;
      }
    }
    return null;
  }

  @Nullable Long number() {
    int i = position;
    boolean negative = i < bytes.length && bytes[i] == '-';
    int begin = negative ? i + 1 : i;
    long value = 0;
    for (i = begin; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      if (i - begin == MOST_DIGITS) {
        return null;
      }
      value = value * 10 + bytes[i] - '0';
    }
    boolean plain = i > begin && (bytes[begin] != '0' || i == begin + 1 && !negative);
    if (!plain
        || i < bytes.length && (bytes[i] | 0x20) == 'e'
        || i < bytes.length && bytes[i] == '.') {
      return null;
    }
    position = i;
    return negative ? -value : value;
  }

  @Nullable Boolean truth() {
    if (take(TRUE)) {
      return true;
    }
    return take(FALSE) ? false : null;
  }

  @Nullable Digest digest() {
    if (!take(DIGEST) || position + HEX_DIGITS >= bytes.length) {
      return null;
    }
    byte[] digest = new byte[HEX_DIGITS / 2];
    for (int i = 0; i < digest.length; i++) {
      int high = hex(bytes[position + 2 * i]);
      int low = hex(bytes[position + 2 * i + 1]);
      if ((high | low) < 0) {
        return null;
      }
      digest[i] = (byte) (high << 4 | low);
    }
    position += HEX_DIGITS;
    return take('"') ? Digest.wrap(digest) : null;
  }

  private static int hex(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
  }

  /// A time from 1970 to 9999, as `Instant` writes it.
  @Nullable Instant time() {
    String text = text();
    if (text == null || text.length() < SHORTEST_TIME || text.charAt(text.length() - 1) != 'Z') {
      return null;
    }
    boolean formed =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int nanos = nanos(text);
    boolean valid =
        formed
            && (year | day | hour | minute | second | nanos) >= 0
            && year >= 1970
            && month >= 1
            && month <= 12
            && day >= 1
            && hour < 24
            && minute < 60
            && second < 60
            && day <= YearMonth.of(year, month).lengthOfMonth();
    if (!valid) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
  }

  private static int nanos(String text) {
    int end = text.length() - 1;
    if (end == FRACTION) {
      return 0;
    }
    int count = end - FRACTION - 1;
    if (text.charAt(FRACTION) != '.' || count < 1 || count > LONGEST_FRACTION) {
      return -1;
    }
    int value = digits(text, FRACTION + 1, end);
    for (int i = count; i < LONGEST_FRACTION; i++) {
      value *= 10;
    }
    return value;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}

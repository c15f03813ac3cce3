package dev.countersign.evidence.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
  private static final long MIX = 0x9e3779b97f4a7c15L;
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

  int position() {
    return position;
  }

  /// The bytes from there to the cursor.
  byte[] since(int begin) {
    return Arrays.copyOfRange(bytes, begin, position);
  }

  /// A number that tells apart how texts begin at the cursor.
  int beginning() {
    if (position + 3 * EightBytes.COUNT > bytes.length) {
      return 0;
    }
    long mixed =
        (EightBytes.at(bytes, position) * MIX + EightBytes.at(bytes, position + 8)) * MIX
            + EightBytes.at(bytes, position + 16);
    return (int) (mixed * MIX >>> 32);
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
    if (!EightBytes.stand(expected, bytes, position)) {
      return false;
    }
    position += expected.length;
    return true;
  }

  @Nullable String text() {
    if (!take('"')) {
      return null;
    }
    int begin = position;
    int end = plainEnd(begin);
    if (end == bytes.length || bytes[end] != '"') {
      return null;
    }
    position = end + 1;
    return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
  }

  /// Where the first byte stands that is not plain, or the end.
  private int plainEnd(int from) {
    int i = from;
    while (i + EightBytes.COUNT <= bytes.length) {
      int plain = EightBytes.plain(EightBytes.at(bytes, i));
      i += plain;
      if (plain < EightBytes.COUNT) {
        return i;
      }
    }
    while (i < bytes.length && isPlain(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\' && b != 0x7f;
  }

  @Nullable Long number() {
    if (position + EightBytes.COUNT <= bytes.length) {
      long eight = EightBytes.at(bytes, position);
      int count = EightBytes.digits(eight);
      if (count > 0 && count < EightBytes.COUNT && (count == 1 || bytes[position] != '0')) {
        return behindNumber(position + count, EightBytes.decimal(eight, count));
      }
    }
    return anyNumber();
  }

  private @Nullable Long behindNumber(int end, long value) {
    if (end < bytes.length && ((bytes[end] | 0x20) == 'e' || bytes[end] == '.')) {
      return null;
    }
    position = end;
    return value;
  }

  private @Nullable Long anyNumber() {
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
    return plain ? behindNumber(i, negative ? -value : value) : null;
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
    int begin = position;
    position += HEX_DIGITS;
    if (!take('"')) {
      return null;
    }
    long a = EightBytes.hex(bytes, begin);
    long b = EightBytes.hex(bytes, begin + 8);
    long c = EightBytes.hex(bytes, begin + 16);
    long d = EightBytes.hex(bytes, begin + 24);
    long e = EightBytes.hex(bytes, begin + 32);
    long f = EightBytes.hex(bytes, begin + 40);
    long g = EightBytes.hex(bytes, begin + 48);
    long h = EightBytes.hex(bytes, begin + 56);
    boolean allDigits = (a | b | c | d | e | f | g | h) >= 0;
    return allDigits ? new Digest(a << 32 | b, c << 32 | d, e << 32 | f, g << 32 | h) : null;
  }

  /// A time from 1970 to 9999, as `Instant` writes it.
  @Nullable Instant time() {
    int begin = position + 1;
    if (bytes.length - begin <= SHORTEST_TIME || !take('"')) {
      return null;
    }
    Minute minute = Minute.read(bytes, begin);
    if (minute == null) {
      return null;
    }
    position += FRACTION;
    int second = Minute.digits(bytes, position - 2, position);
    int nanos = take('.') ? fraction() : 0;
    boolean valid =
        bytes[begin + Minute.LENGTH] == ':'
            && second >= 0
            && second < 60
            && nanos >= 0
            && take('Z')
            && take('"');
    return valid ? Instant.ofEpochSecond(minute.epochSecond() + second, nanos) : null;
  }

  /// The nanoseconds that the digits of a fraction mean; negative when it has none, or too many.
  private int fraction() {
    int begin = position;
    int nanos = 0;
    int weight = 1_000_000_000;
    while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
      weight /= 10;
      nanos += (bytes[position++] - '0') * weight;
    }
    int count = position - begin;
    return count >= 1 && count <= LONGEST_FRACTION ? nanos : -1;
  }
}

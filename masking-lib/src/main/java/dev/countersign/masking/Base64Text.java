package dev.countersign.masking;

import dev.countersign.masking.detect.Disguises;
import dev.countersign.masking.detect.Shape;
import java.util.Arrays;

/// Finds text that is written in Base64 or base64url (RFC 4648), with its padding or without. One
/// object serves many texts in turn.
///
/// A run of the alphabet is decoded from its first character on, and again from behind each `/`,
/// `+`, `-` and `_`, for paths and names are of the alphabet too; in both cases as long as what
/// comes out is text. Of a picture that is three bytes. So text that begins in the middle of other
/// bytes is not found. The parts of a JWT are left to its finder.
final class Base64Text {

  private static final int KEPT = 1 << 16;
  private static final int MIN_TEXT = 11;
  private static final int PADDING = 2;
  private static final byte NONE = -1;
  private static final int FIRST_SEPARATOR = 62;
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, NONE);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
    VALUES['-'] = FIRST_SEPARATOR;
    VALUES['_'] = FIRST_SEPARATOR + 1;
  }

  private byte[] b = {};
  private int from;
  private int to;
  private boolean known;
  private long others;
  private long separators;
  private int probe;
  private int runEnd;
  private int next;
  private int start;
  private int end;
  private byte[] text = {};
  private int length;
  private int whole;
  private int missing;

  /// Whether a byte is of the alphabet, but for the padding.
  static boolean isOfAlphabet(byte b) {
    return VALUES[b & 0xff] != NONE;
  }

  /// Begins with a text.
  void begin(byte[] bytes, int start, int end) {
    b = bytes;
    from = start;
    to = end;
    known = false;
    probe = from + Disguises.RUN - 1;
    runEnd = from;
    next = from;
  }

  /// Begins with a text of which the shape is known.
  void begin(byte[] bytes, int start, int end, Shape shape) {
    begin(bytes, start, end);
    known = shape.knowsPlaces();
    separators = shape.separatorPlaces();
    others = ~(shape.alphanumericPlaces() | separators);
  }

  /// Goes to the next text; false where there is none.
  boolean find() {
    while (next + Disguises.RUN <= runEnd || findRun()) {
      start = next;
      int stop = decode(start);
      boolean found = whole >= MIN_TEXT;
      next = behindSeparator(found ? stop : start);
      if (found) {
        length = whole;
        end = paddedEnd();
        return true;
      }
    }
    return false;
  }

  /// Leaves the rest of the run alone.
  void skipRun() {
    next = runEnd;
  }

  /// Where in the source the text begins.
  int start() {
    return start;
  }

  /// Where the run with the text ends, its padding included.
  int end() {
    return end;
  }

  /// The decoded text, with spaces for control characters.
  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return text.length > KEPT;
  }

  /// Goes to the next run that is long enough; of other text one byte in so many is looked at.
  private boolean findRun() {
    while (probe < to) {
      if (VALUES[b[probe] & 0xff] == NONE) {
        probe += Disguises.RUN;
        continue;
      }
      int run = partStart(probe);
      runEnd = partEnd(probe + 1);
      next = run;
      probe = runEnd + Disguises.RUN;
      if (isJwt(run)) {
        probe = jwtEnd() + Disguises.RUN;
      } else if (runEnd - run >= Disguises.RUN) {
        return true;
      }
    }
    next = to;
    return false;
  }

  /// Where the part begins that goes on at a place, behind the run before.
  private int partStart(int place) {
    if (known) {
      long before = others & (1L << place - from) - 1;
      return Math.max(runEnd, from + Long.SIZE - Long.numberOfLeadingZeros(before));
    }
    int i = place;
    while (i > runEnd && VALUES[b[i - 1] & 0xff] != NONE) {
      i--;
    }
    return i;
  }

  private int partEnd(int place) {
    if (known && place < to) {
      return Math.min(to, place + Long.numberOfTrailingZeros(others >>> place - from));
    }
    int i = place;
    while (i < to && VALUES[b[i] & 0xff] != NONE) {
      i++;
    }
    return i;
  }

  private boolean isJwt(int run) {
    boolean begins = runEnd - run > 2 && b[run] == 'e' && b[run + 1] == 'y' && b[run + 2] == 'J';
    if (!begins || runEnd >= to || b[runEnd] != '.') {
      return false;
    }
    int payload = partEnd(runEnd + 1);
    return payload < to && b[payload] == '.';
  }

  private int jwtEnd() {
    while (runEnd < to && b[runEnd] == '.') {
      runEnd = partEnd(runEnd + 1);
    }
    next = runEnd;
    return runEnd;
  }

  private int behindSeparator(int place) {
    if (known && place < to) {
      int separator = place + Long.numberOfTrailingZeros(separators >>> place - from);
      return Math.min(runEnd, separator) + 1;
    }
    int i = place;
    while (i < runEnd && VALUES[b[i] & 0xff] < FIRST_SEPARATOR) {
      i++;
    }
    return i + 1;
  }

  private int paddedEnd() {
    int i = runEnd;
    while (i < to && i < runEnd + PADDING && b[i] == '=') {
      i++;
    }
    return i;
  }

  /// Decodes as long as it is text; tells where it ceases to be.
  private int decode(int begin) {
    length = 0;
    whole = 0;
    missing = 0;
    int bits = 0;
    int i = begin;
    for (; i < runEnd; i++) {
      bits = bits << 6 | VALUES[b[i] & 0xff];
      int place = i - begin & 3;
      if (place > 0 && !add((byte) (bits >>> 6 - 2 * place))) {
        break;
      }
    }
    if (!Utf8.isValid(text, 0, whole)) {
      whole = 0;
    }
    return i;
  }

  /// Adds a byte; false where it cannot be part of a text.
  private boolean add(byte value) {
    byte one = value;
    if (missing > 0) {
      if ((value & 0xc0) != 0x80) {
        return false;
      }
      missing--;
    } else if (value < 0) {
      int lead = value & 0xff;
      if (lead < 0xc2 || lead > 0xf4) {
        return false;
      }
      missing = Utf8.length(value) - 1;
    } else if (value < ' ' || value == 0x7f) {
      if (value != '\t' && value != '\n' && value != '\r') {
        return false;
      }
      one = ' ';
    }
    if (length == text.length) {
      text = Arrays.copyOf(text, Math.max(64, 2 * length));
    }
    text[length++] = one;
    whole = missing == 0 ? length : whole;
    return true;
  }
}

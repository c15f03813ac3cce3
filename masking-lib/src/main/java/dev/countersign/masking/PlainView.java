package dev.countersign.masking;

import dev.countersign.masking.detect.Ascii;
import dev.countersign.masking.detect.ByteScan;

/// A text as a reader in the end sees it: without percent-encoding and character references, each
/// taken off twice, and in ASCII as far as [Folding] goes. Each byte still knows from where to
/// where its origin reaches. One object serves many texts in turn.
///
/// No byte becomes two, so everything is done in place. The view is valid UTF-8: escapes that are
/// not stay as they are. A control character behind an escape becomes a space, so that nothing
/// taken from the view can break the frame of the text.
final class PlainView {

  private static final int KEPT = 1 << 16;
  private static final int ROUNDS = 2;

  private byte[] bytes = {};
  private int[] starts = {};
  private int[] ends = {};
  private int length;
  private int written;
  private final byte[] character = new byte[4];

  /// Looks at a text; false where it is plain already.
  boolean of(byte[] b, int from, int to, boolean escaped) {
    if (!escaped && firstToFold(b, from, to) == to) {
      return false;
    }
    load(b, from, to);
    boolean changed = false;
    for (int round = 0; escaped && round < ROUNDS && unescape(); round++) {
      changed = true;
    }
    return firstToFold(bytes, 0, length) < length && fold() || changed;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Where in the source the byte at `i` begins.
  int start(int i) {
    return starts[i];
  }

  /// Where in the source what lies before `i` ends.
  int endBefore(int i) {
    return ends[i - 1];
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return bytes.length > KEPT;
  }

  private void load(byte[] b, int from, int to) {
    length = to - from;
    if (length > bytes.length) {
      int room = Math.max(length, 2 * bytes.length);
      bytes = new byte[room];
      starts = new int[room];
      ends = new int[room];
    }
    System.arraycopy(b, from, bytes, 0, length);
    for (int i = 0; i < length; i++) {
      starts[i] = from + i;
      ends[i] = from + i + 1;
    }
  }

  /// Takes one layer of escapes off; false where there is none.
  private boolean unescape() {
    written = 0;
    int i = 0;
    while (i < length) {
      int next =
          switch (bytes[i]) {
            case '%' -> percents(i);
            case '&' -> reference(i);
            default -> i;
          };
      i = next > i ? next : keep(i);
    }
    boolean changed = written < length;
    length = written;
    return changed;
  }

  private int keep(int i) {
    bytes[written] = bytes[i];
    starts[written] = starts[i];
    ends[written++] = ends[i];
    return i + 1;
  }

  /// Takes one character of which every byte is percent-encoded (RFC 3986 §2.1); `i` where there is
  /// none.
  private int percents(int i) {
    int size = 0;
    int end = i;
    do {
      int value = percent(end);
      if (value < 0) {
        return i;
      }
      character[size++] = (byte) value;
      end += 3;
    } while (size < Utf8.length(character[0]));
    return Utf8.isValid(character, 0, size) ? put(size, i, end) : i;
  }

  private int percent(int i) {
    if (i + 2 >= length || bytes[i] != '%' || bytes[i + 1] < 0 || bytes[i + 2] < 0) {
      return -1;
    }
    int high = Character.digit(bytes[i + 1], 16);
    int low = Character.digit(bytes[i + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private int reference(int i) {
    int end = CharacterReference.end(bytes, i, length);
    int point = end < 0 ? -1 : CharacterReference.point(bytes, i + 1, end);
    return point < 0 ? i : put(Utf8.encode(point, character), i, end + 1);
  }

  /// Puts one character in the place of what lies between two places.
  private int put(int size, int from, int to) {
    boolean control = size == 1 && (character[0] < ' ' || character[0] == 0x7f);
    int start = starts[from];
    int end = ends[to - 1];
    for (int i = 0; i < size; i++) {
      bytes[written] = control ? (byte) ' ' : character[i];
      starts[written] = start;
      ends[written++] = end;
    }
    return to;
  }

  /// The first character that may fold, or `to`.
  private static int firstToFold(byte[] b, int from, int to) {
    int i = ByteScan.asciiEnd(b, from, to);
    while (i < to) {
      int size = size(b, i, to);
      int point = size == 1 ? Folding.SAME : Utf8.point(b, i);
      if (Folding.of(point) != Folding.SAME || Folding.isIdeographicStop(point)) {
        return i;
      }
      i += size;
    }
    return to;
  }

  /// How many bytes the character at `i` has; one that is cut off is taken byte by byte.
  private static int size(byte[] b, int i, int to) {
    int size = Utf8.length(b[i]);
    return i + size <= to ? size : 1;
  }

  private boolean fold() {
    written = 0;
    int i = 0;
    while (i < length) {
      int size = size(bytes, i, length);
      int folded = size == 1 ? Folding.SAME : folded(i, i + size);
      if (folded == Folding.SAME) {
        for (int end = i + size; i < end; i++) {
          keep(i);
        }
      } else {
        if (folded != Folding.NOTHING) {
          character[0] = (byte) folded;
          put(1, i, i + size);
        }
        i += size;
      }
    }
    boolean changed = written < length;
    length = written;
    return changed;
  }

  private int folded(int i, int next) {
    int point = Utf8.point(bytes, i);
    if (!Folding.isIdeographicStop(point)) {
      return Folding.of(point);
    }
    boolean between = written > 0 && Ascii.isAlphanumeric(bytes[written - 1]);
    return between && next < length && isAlphanumeric(next) ? '.' : Folding.SAME;
  }

  private boolean isAlphanumeric(int i) {
    boolean wide = size(bytes, i, length) > 1;
    int folded = wide ? Folding.of(Utf8.point(bytes, i)) : bytes[i];
    return Ascii.isAlphanumeric(folded);
  }
}

package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.PemFinder;
import dev.countersign.masking.detect.Text;
import java.util.Arrays;

/// Looks for the end of a private key that has begun and comes in pieces.
final class KeyFooter {

  private static final int LONGEST = 96;
  private static final int DASHES = 5;

  private final Text text = new Text();
  private final MemberName none = new MemberName();
  private byte[] before = {};

  /// Begins with a key of which so much has come.
  void begin(byte[] b, int from, int to) {
    before = Arrays.copyOfRange(b, Math.max(from, to - LONGEST), to);
  }

  /// Where the key ends in its next piece; -1 where it goes on.
  int end(byte[] b, int from, int to) {
    byte[] both = Arrays.copyOf(before, before.length + to - from);
    System.arraycopy(b, from, both, before.length, to - from);
    int end = PemFinder.endOfKey(text.set(both, 0, both.length, none), 0);
    if (end < 0 || (end == both.length && !isWhole(both))) {
      before = Arrays.copyOfRange(both, Math.max(0, both.length - LONGEST), both.length);
      return -1;
    }
    return from + Math.max(0, end - before.length);
  }

  private static boolean isWhole(byte[] b) {
    int i = b.length;
    while (i > 0 && b[i - 1] == '-') {
      i--;
    }
    return b.length - i >= DASHES;
  }
}

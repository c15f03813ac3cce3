package dev.countersign.masking;

import java.io.IOException;
import java.util.Arrays;

/// Looks whether a text that was masked still reads as it did. Where something vanishes, what is
/// left can become JSON that it was not, or meet another rule; such a text vanishes as a whole.
///
/// Only for rules that drop something. One object serves many texts in turn.
final class Rereading {

  /// Masks the text from `from` to `to` once.
  interface Masker {
    void mask(byte[] b, int from, int to, Edits edits) throws IOException;
  }

  private final MaskingPass pass;
  private final Hits hits = new Hits();
  private final Rebuilt left = new Rebuilt();
  private final Rebuilt again = new Rebuilt();

  Rereading(MaskingPass pass) {
    this.pass = pass;
  }

  void mask(byte[] b, int from, int to, Masker masker, Edits edits) throws IOException {
    hits.clear();
    masker.mask(b, from, to, hits);
    if (hits.isEmpty()) {
      return;
    }
    left.begin(b, from, to);
    hits.giveTo(left);
    left.end();
    if (isStable(masker)) {
      hits.giveTo(edits);
    } else {
      byte[] instead = pass.replacements().of(left.rule()).of(new byte[0], 0, 0);
      edits.replace(from, to, instead, left.rule());
    }
  }

  private boolean isStable(Masker masker) throws IOException {
    byte[] text = left.bytes();
    int length = left.length();
    again.begin(text, 0, length);
    pass.tally().pause(true);
    masker.mask(text, 0, length, again);
    pass.tally().pause(false);
    again.end();
    return Arrays.equals(text, 0, length, again.bytes(), 0, again.length());
  }

  boolean isLarge() {
    return left.isLarge() || again.isLarge();
  }
}

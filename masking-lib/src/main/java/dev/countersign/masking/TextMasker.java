package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Shape;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Masks decoded text: as JSON as far as it parses, the rest with the detectors.
final class TextMasker {

  private final MaskingPass pass;
  private final int layer;
  private final Shape shape = new Shape();
  private @Nullable JsonEngine json;
  private boolean insideKey;

  /// @param layer how many layers of JSON already lie around the text
  TextMasker(MaskingPass pass, int layer) {
    this.pass = pass;
    this.layer = layer;
  }

  /// Whether text of that shape can hold anything to mask.
  boolean canMask(Shape shape, byte[] b, int from, int to) {
    return pass.detection().canFindIn(shape) || beginsAsJson(b, from, to);
  }

  /// Whether the last text ended inside a private key.
  boolean endedInsideKey() {
    return insideKey;
  }

  /// Masks the text from `from` to `to`.
  void mask(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    int rest = from;
    insideKey = false;
    if (beginsAsJson(b, from, to)) {
      rest = json().embedded(b, withoutMark(b, from, to), to, edits);
    }
    if (rest < to && pass.detection().canFindIn(shape.of(b, rest, to))) {
      pass.detection().mask(b, rest, to, member, edits);
      insideKey = pass.detection().endedInsideKey();
    }
  }

  private boolean beginsAsJson(byte[] b, int from, int to) {
    if (layer >= pass.limits().maxEmbedding() || pass.rules().size() == 0) {
      return false;
    }
    for (int i = withoutMark(b, from, to); i < to; i++) {
      byte c = b[i];
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c == '{' || c == '[' || c == '"';
      }
    }
    return false;
  }

  /// Behind a byte order mark.
  private static int withoutMark(byte[] b, int from, int to) {
    boolean marked =
        to - from >= 3
            && b[from] == (byte) 0xef
            && b[from + 1] == (byte) 0xbb
            && b[from + 2] == (byte) 0xbf;
    return marked ? from + 3 : from;
  }

  private JsonEngine json() {
    if (json == null) {
      json = JsonEngine.embedded(pass, layer + 1);
    }
    return json;
  }
}

package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Shape;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Masks decoded text: as JSON as far as it parses, the rest with the detectors.
///
/// The detectors look again at what they left, because a hit can be what kept its neighbour from
/// being one; so masking a second time finds nothing. Text that does not settle is hidden whole.
final class TextMasker {

  private static final int MAX_LOOKS = 4;

  private final MaskingPass pass;
  private final int layer;
  private final Shape shape = new Shape();
  private final EditList hits = new EditList();
  private @Nullable JsonEngine json;
  private boolean insideKey;

  /// @param layer how many layers of JSON already lie around the text
  TextMasker(MaskingPass pass, int layer) {
    this.pass = pass;
    this.layer = layer;
  }

  /// Whether text of that shape, under that name, can hold anything to mask.
  boolean canMask(Shape shape, MemberName member, byte[] b, int from, int to) {
    return pass.detection().canFindIn(shape, member) || beginsAsJson(b, from, to);
  }

  /// Whether the inside of a JSON string, without escapes, can hold anything to mask, as far as a
  /// scan by [StringScan#facts] tells.
  boolean mayMask(long scan, MemberName member, byte[] b, int from, int to) {
    return pass.detection().canFindIn(scan, to - from, member) || beginsAsJson(b, from, to);
  }

  /// Whether the last text ended inside a private key.
  boolean endedInsideKey() {
    return insideKey;
  }

  /// Masks the text from `from` to `to`.
  void mask(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    mask(b, from, to, shape.of(b, from, to), member, edits);
  }

  /// Masks a text of a shape that is known.
  void mask(byte[] b, int from, int to, Shape shape, MemberName member, Edits edits)
      throws IOException {
    insideKey = false;
    if (!beginsAsJson(b, from, to)) {
      detect(b, from, to, shape, member, edits);
      return;
    }
    int rest = json().embedded(b, withoutMark(b, from, to), to, edits);
    if (rest < to) {
      detect(b, rest, to, this.shape.of(b, rest, to), member, edits);
    }
  }

  /// Masks a text of a shape that is known, with the detectors alone.
  void detect(byte[] b, int from, int to, Shape shape, MemberName member, Edits edits)
      throws IOException {
    if (!pass.detection().canFindIn(shape, member)) {
      return;
    }
    hits.clear();
    pass.detection().mask(b, from, to, shape, member, hits);
    insideKey = pass.detection().endedInsideKey();
    if (hits.isEmpty()) {
      return;
    }
    Rebuilt first = new Rebuilt(b, from, to);
    hits.drainTo(first);
    byte[] settled = settle(first.text(), member);
    if (settled == null) {
      hits.drainTo(edits);
    } else {
      edits.replace(from, to, settled, pass.detection().lastRule());
    }
  }

  /// What further looks make of a masked text, or null where they find nothing.
  private byte @Nullable [] settle(byte @Nullable [] masked, MemberName member) throws IOException {
    byte[] settled = null;
    byte[] next = masked;
    for (int look = 1; next != null; look++) {
      if (look > MAX_LOOKS) {
        return pass.detection().lastReplacement();
      }
      Rebuilt rebuilt = new Rebuilt(next, 0, next.length);
      if (pass.detection().canFindIn(shape.of(next, 0, next.length), member)) {
        pass.detection().mask(next, 0, next.length, shape, member, rebuilt);
      }
      next = rebuilt.text();
      settled = next == null ? settled : next;
    }
    return settled;
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

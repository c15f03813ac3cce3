package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
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
  private final Hits hits = new Hits();
  private Rebuilt first = new Rebuilt();
  private Rebuilt second = new Rebuilt();
  private @Nullable JsonEngine json;
  private boolean insideKey;

  /// @param layer how many layers of JSON already lie around the text
  TextMasker(MaskingPass pass, int layer) {
    this.pass = pass;
    this.layer = layer;
  }

  /// Whether the inside of a JSON string, without escapes, can hold anything to mask, as far as a
  /// scan by [StringScan#facts] tells.
  boolean mayMask(long scan, MemberName member, byte[] b, int from, int to) {
    return pass.detection().canFindIn(scan, to - from, member) || beginsAsJson(b, from, to);
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return first.isLarge() || second.isLarge() || (json != null && json.isLarge());
  }

  /// Whether the last text ended inside a private key.
  boolean endedInsideKey() {
    return insideKey;
  }

  /// Masks the text from `from` to `to`.
  void mask(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    insideKey = false;
    int rest = from;
    if (beginsAsJson(b, from, to)) {
      rest = json().embedded(b, withoutMark(b, from, to), to, edits);
    }
    if (rest < to) {
      detect(b, rest, to, member, edits);
    }
  }

  /// Masks a text with the detectors alone.
  void detect(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    hits.clear();
    pass.detection().mask(b, from, to, member, hits);
    insideKey = pass.detection().endedInsideKey();
    if (hits.isEmpty()) {
      return;
    }
    first.begin(b, from, to);
    hits.giveTo(first);
    first.end();
    if (settle(member)) {
      hits.giveTo(edits);
    } else {
      edits.replace(from, to, first.text(), pass.detection().lastRule());
    }
  }

  /// Looks at the masked text again, until nothing more is found; true where that is so at once.
  private boolean settle(MemberName member) throws IOException {
    for (int look = 0; look < MAX_LOOKS; look++) {
      second.begin(first.bytes(), 0, first.length());
      pass.detection().mask(first.bytes(), 0, first.length(), member, second);
      if (!second.isChanged()) {
        return look == 0;
      }
      second.end();
      Rebuilt masked = second;
      second = first;
      first = masked;
    }
    first.begin(pass.detection().lastReplacement());
    return false;
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

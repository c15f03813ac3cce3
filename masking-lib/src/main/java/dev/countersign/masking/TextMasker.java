package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.StringScan;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Masks decoded text: as JSON as far as it parses, the rest with the detectors, which also look
/// through what the text may be encoded in; see [LookThrough].
///
/// They look again at what they left, because a hit can be what kept its neighbour from being one;
/// so masking a second time finds nothing. Text that does not settle is hidden whole.
final class TextMasker {

  private static final int MAX_LOOKS = 4;
  private static final byte[] NOTHING = {};

  private final MaskingPass pass;
  private final int layer;
  private final boolean finds;
  private final LookThrough through;
  private final boolean looksInside;
  private final Hits hits = new Hits();
  private final Hits again = new Hits();
  private final SettledTexts settled = new SettledTexts();
  private Rebuilt first = new Rebuilt();
  private Rebuilt second = new Rebuilt();
  private final @Nullable Rereading rereading;
  private @Nullable JsonEngine json;
  private boolean insideKey;
  private int lastRule = CompiledRules.NONE;

  /// @param layer how many layers of JSON already lie around the text
  TextMasker(MaskingPass pass, int layer) {
    this.pass = pass;
    this.layer = layer;
    this.finds = pass.rules().finds();
    this.through = new LookThrough(pass, layer);
    this.rereading = pass.rules().drops() ? new Rereading(pass) : null;
    this.looksInside = layer < pass.limits().maxEmbedding() && pass.rules().size() > 0;
  }

  /// Whether the inside of a JSON string, without escapes, can hold anything to mask, as far as a
  /// scan by [StringScan#facts] tells.
  boolean mayMask(long scan, MemberName member, byte[] b, int from, int to) {
    return (finds
            && (pass.detection().canFindIn(scan, to - from, member)
                || LookThrough.mayFindIn(scan, b, from, to)))
        || beginsAsJson(b, from, to);
  }

  /// Makes ready for another body.
  void renew() {
    settled.renew();
    through.renew();
    if (json != null) {
      json.renew();
    }
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return first.isLarge()
        || second.isLarge()
        || through.isLarge()
        || (json != null && json.isLarge())
        || (rereading != null && rereading.isLarge());
  }

  /// Whether the last text ended inside a private key.
  boolean endedInsideKey() {
    return insideKey;
  }

  /// Masks the text from `from` to `to`.
  void mask(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    mask(StringScan.OPEN, b, from, to, member, edits);
  }

  /// The same for a text that was scanned by [StringScan#facts], or else not.
  void mask(long scan, byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    insideKey = false;
    if (rereading == null) {
      maskOnce(scan, b, from, to, member, edits);
    } else {
      rereading.mask(
          b, from, to, (t, s, e, out) -> maskOnce(StringScan.OPEN, t, s, e, member, out), edits);
    }
  }

  private void maskOnce(long scan, byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    int rest = from;
    if (beginsAsJson(b, from, to)) {
      rest = json().embedded(b, withoutMark(b, from, to), to, edits);
    }
    if (rest < to && finds) {
      int at = withBracket(b, from, rest);
      detect(at == from ? scan : StringScan.OPEN, b, at, to, member, edits);
    }
  }

  /// The rule that hides the first of what can be found in a text, or [CompiledRules#NONE].
  int firstRule(byte[] b, int from, int to, MemberName member) throws IOException {
    hits.clear();
    int rest = from;
    if (beginsAsJson(b, from, to)) {
      rest = json().embedded(b, withoutMark(b, from, to), to, hits);
    }
    if (hits.isEmpty() && rest < to) {
      look(StringScan.OPEN, b, withBracket(b, from, rest), to, member, hits);
    }
    return hits.isEmpty() ? CompiledRules.NONE : hits.rule(0);
  }

  /// Whether something is found in a text that is not seen without looking through an encoding.
  boolean isDisguised(byte[] b, int from, int to, MemberName member) throws IOException {
    hits.clear();
    return finds && through.look(b, from, to, member, hits);
  }

  /// Masks a text with the detectors alone.
  void detect(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    detect(StringScan.OPEN, b, from, to, member, edits);
  }

  private void detect(long scan, byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    hits.clear();
    insideKey |= look(scan, b, from, to, member, hits);
    if (hits.isEmpty()) {
      return;
    }
    for (int i = 0; i < hits.size(); i++) {
      pass.tally().hole(hits.rule(i));
    }
    first.begin(b, from, to);
    hits.giveTo(first);
    first.end();
    if (settle(member)) {
      hits.giveTo(edits);
    } else {
      edits.replace(from, to, first.text(), lastRule);
    }
  }

  /// Collects what is found; true where the text ends inside a private key.
  private boolean look(long scan, byte[] b, int from, int to, MemberName member, Hits into)
      throws IOException {
    pass.detection().mask(scan, b, from, to, member, into);
    boolean open = pass.detection().endedInsideKey();
    through.look(b, from, to, member, into);
    return open;
  }

  /// Looks at the masked text again, until nothing more is found; true where that is so at once.
  private boolean settle(MemberName member) throws IOException {
    if (settled.has(first.bytes(), first.length(), member)) {
      return true;
    }
    lastRule = first.rule();
    for (int look = 0; look < MAX_LOOKS; look++) {
      again.clear();
      look(StringScan.OPEN, first.bytes(), 0, first.length(), member, again);
      if (again.isEmpty()) {
        if (look == 0) {
          settled.keep(first.bytes(), first.length(), member);
        }
        return look == 0;
      }
      second.begin(first.bytes(), 0, first.length());
      again.giveTo(second);
      second.end();
      lastRule = second.rule();
      Rebuilt masked = second;
      second = first;
      first = masked;
    }
    first.begin(pass.replacements().of(lastRule).of(NOTHING, 0, 0));
    return false;
  }

  private boolean beginsAsJson(byte[] b, int from, int to) {
    return looksInside && from < to && b[from] <= '{' && mayBegin(b, from, to);
  }

  private static boolean mayBegin(byte[] b, int from, int to) {
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

  /// The place where text begins behind JSON: a bracket right before it is the text's, for what is
  /// put in the place of a hit begins with one.
  private static int withBracket(byte[] b, int from, int rest) {
    return rest > from && b[rest - 1] == '[' ? rest - 1 : rest;
  }

  private JsonEngine json() {
    if (json == null) {
      json = JsonEngine.embedded(pass, layer + 1);
    }
    return json;
  }
}

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

  /// Whether the inside of a JSON string, without escapes, that was scanned by [StringScan#facts]
  /// can hold anything to mask; what says so is kept for [#maskString].
  boolean mayMask(long scan, byte[] b, int from, int to, MemberName member) {
    return (finds && mayFind(scan, b, from, to, member)) || beginsAsJson(b, from, to);
  }

  /// The same of one that has escapes, none of which stands for more than a quote, a slash or a
  /// control character; what they stand for is not looked at.
  boolean mayMaskEscaped(long scan, byte[] b, int from, int to, MemberName member) {
    Detection detection = pass.detection();
    boolean may =
        finds
            && !detection.isQuiet(scan, to - from, member)
            && detection.mayFindIn(scan, b, from, to, member);
    return may || !isLetterOrDigit(b[from]);
  }

  private boolean mayFind(long scan, byte[] b, int from, int to, MemberName member) {
    Detection detection = pass.detection();
    if (detection.isQuiet(scan, to - from, member)
        || member.isQuiet(b, from, to)
        || !detection.mayFindIn(scan, b, from, to, member)) {
      return false;
    }
    boolean may = detection.look(b, from, to, member);
    if (!may && StringScan.digits(scan) > 0) {
      member.keepQuiet(b, from, to);
    }
    return may;
  }

  /// Masks the string of which [#mayMask] has just said that it can hold something.
  void maskString(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    if (rereading == null && !beginsAsJson(b, from, to)) {
      insideKey = false;
      detectSeen(b, from, to, member, edits);
    } else {
      mask(b, from, to, member, edits);
    }
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
    insideKey = false;
    if (rereading == null) {
      maskOnce(b, from, to, member, edits);
    } else {
      rereading.mask(b, from, to, (t, s, e, out) -> maskOnce(t, s, e, member, out), edits);
    }
  }

  private void maskOnce(byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    int rest = from;
    if (beginsAsJson(b, from, to)) {
      rest = json().embedded(b, withoutMark(b, from, to), to, edits);
    }
    if (rest < to && finds) {
      detect(b, withBracket(b, from, rest), to, member, edits);
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
      look(b, withBracket(b, from, rest), to, member, hits);
    }
    return hits.isEmpty() ? CompiledRules.NONE : hits.rule(0);
  }

  /// Whether something is found in a text that is not seen without looking through an encoding.
  boolean isDisguised(byte[] b, int from, int to, MemberName member) throws IOException {
    hits.clear();
    return finds
        && pass.detection().look(b, from, to, member)
        && through.look(pass.detection().shape(), b, from, to, member, hits);
  }

  /// Whether the detectors find anything in a text.
  boolean isHit(byte[] b, int from, int to, MemberName member) throws IOException {
    hits.clear();
    look(b, from, to, member, hits);
    return !hits.isEmpty();
  }

  /// Masks a text with the detectors alone.
  void detect(byte[] b, int from, int to, MemberName member, Edits edits) throws IOException {
    Detection detection = pass.detection();
    if (detection.mayFindIn(b, from, to, member) && detection.look(b, from, to, member)) {
      detectSeen(b, from, to, member, edits);
    }
  }

  /// The same of a text in which there may be something, as [Detection#look] has just said.
  private void detectSeen(byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    int looks = pass.detection().looks();
    hits.clear();
    insideKey |= collect(b, from, to, member, hits);
    if (hits.isEmpty()) {
      return;
    }
    for (int i = 0; i < hits.size(); i++) {
      pass.tally().hole(hits.rule(i));
    }
    if (pass.detection().isClear(looks, hits, from, member) || settles(b, from, to, member)) {
      hits.giveTo(edits);
    } else {
      edits.replace(from, to, first.text(), lastRule);
    }
  }

  private void look(byte[] b, int from, int to, MemberName member, Hits into) throws IOException {
    if (pass.detection().look(b, from, to, member)) {
      collect(b, from, to, member, into);
    }
  }

  /// Collects what is found in the text that [Detection#look] has just seen; true where it ends
  /// inside a private key.
  private boolean collect(byte[] b, int from, int to, MemberName member, Hits into)
      throws IOException {
    Detection detection = pass.detection();
    detection.maskSeen(b, from, into);
    boolean open = detection.endedInsideKey();
    through.look(detection.shape(), b, from, to, member, into);
    return open;
  }

  /// Looks at the masked text again, until nothing more is found; true where that is so at once.
  private boolean settles(byte[] b, int from, int to, MemberName member) throws IOException {
    first.begin(b, from, to);
    hits.giveTo(first);
    first.end();
    SettledTexts.Settled known = settled.find(first.bytes(), first.length(), member);
    if (known == null) {
      return settlesAnew(member);
    }
    byte[] became = known.became();
    if (became != null) {
      first.begin(became);
      lastRule = known.rule();
    }
    return became == null;
  }

  private boolean settlesAnew(MemberName member) throws IOException {
    lastRule = first.rule();
    lookAgain(member);
    if (again.isEmpty()) {
      settled.keep(first.bytes(), first.length(), member, null, lastRule);
      return true;
    }
    byte[] text = first.text();
    lookOn(member);
    settled.keep(text, text.length, member, first.text(), lastRule);
    return false;
  }

  /// Replaces what the second look has found, and what further looks find, until nothing is.
  private void lookOn(MemberName member) throws IOException {
    for (int look = 1; look < MAX_LOOKS; look++) {
      replaceFound();
      lookAgain(member);
      if (again.isEmpty()) {
        return;
      }
    }
    replaceFound();
    standIn(pass.replacements().of(lastRule).of(NOTHING, 0, 0), member);
  }

  private void lookAgain(MemberName member) throws IOException {
    again.clear();
    look(first.bytes(), 0, first.length(), member, again);
  }

  private void replaceFound() throws IOException {
    second.begin(first.bytes(), 0, first.length());
    again.giveTo(second);
    second.end();
    lastRule = second.rule();
    Rebuilt masked = second;
    second = first;
    first = masked;
  }

  /// Puts a mark in the place of a text that never settles, or nothing, where some rule takes the
  /// mark itself for a hit: no mark of these rules would stay.
  private void standIn(byte[] mark, MemberName member) throws IOException {
    again.clear();
    look(mark, 0, mark.length, member, again);
    first.begin(again.isEmpty() ? mark : NOTHING);
  }

  private boolean beginsAsJson(byte[] b, int from, int to) {
    return looksInside && from < to && !isLetterOrDigit(b[from]) && mayBegin(b, from, to);
  }

  /// Most texts begin with one, and no JSON that is looked into.
  private static boolean isLetterOrDigit(byte b) {
    int letter = b | 0x20;
    return letter >= 'a' ? letter <= 'z' : b >= '0' && b <= '9';
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

package dev.countersign.masking;

import dev.countersign.masking.detect.Disguises;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Shape;
import java.io.IOException;

/// What is found in a text of which more may come, and from where on it is open, as it stands and
/// behind encodings; see [LookThrough].
final class OpenText {

  private static final int REACH = 64;
  private static final int ESCAPE = 12;
  private static final int PADDING = 2;

  private final MaskingPass pass;
  private final MemberName member;
  private final LookThrough through;
  private final boolean decodes;
  private final Shape shape = new Shape();
  private final PlainView view = new PlainView();
  private final Base64Text base64 = new Base64Text();
  private final Hits seen = new Hits();
  private final Hits behind = new Hits();
  private final Hits scratch = new Hits();
  private int rule = CompiledRules.NONE;
  private boolean endsWithWord;

  /// @param layer how many layers of JSON lie around the text
  OpenText(MaskingPass pass, int layer, MemberName member) {
    this.pass = pass;
    this.member = member;
    this.through = new LookThrough(pass, layer);
    this.decodes = layer < pass.limits().maxEmbedding();
  }

  /// The rule of the finder that left the text open last.
  int rule() {
    return rule;
  }

  /// Whether what it left open ends with its word.
  boolean endsWithWord() {
    return endsWithWord;
  }

  /// Collects the hits behind `from`; true where the text ends inside of a private key.
  boolean find(byte[] b, int from, int to, Hits hits) throws IOException {
    if (!pass.rules().finds()) {
      return false;
    }
    pass.detection().find(b, 0, from, to, member, hits);
    boolean key = pass.detection().endedInsideKey();
    seen.clear();
    if (through.look(shape.of(b, 0, to), b, 0, to, member, seen)) {
      behind.clear();
      for (int i = 0; i < seen.size(); i++) {
        if (seen.end(i) > from) {
          behind.replace(Math.max(from, seen.start(i)), seen.end(i), seen.text(i), seen.rule(i));
        }
      }
      hits.merge(behind, scratch);
    }
    return key;
  }

  /// The first place from which on more text could make or change a hit; `to` where there is none.
  int openFrom(byte[] b, int to) {
    if (!pass.rules().finds()) {
      return to;
    }
    int open = openAsItStands(b, to);
    int marks = shape.of(b, 0, to).disguises();
    boolean escaped = (marks & Disguises.ESCAPED) != 0;
    if ((escaped || (marks & Disguises.WIDE) != 0) && view.of(b, 0, to, escaped)) {
      int seenOpen = openAsItStands(view.bytes(), view.length());
      open = seenOpen < view.length() ? Math.min(open, view.start(seenOpen)) : open;
    }
    return decodes ? Math.min(open, openBase64(b, to)) : open;
  }

  /// With an escape at the end that is not complete the text is open from where it were without.
  private int openAsItStands(byte[] b, int to) {
    int open = detected(b, to);
    for (int i = to - 1; i >= 0 && i > to - ESCAPE && b[i] != ';' && b[i] != ' '; i--) {
      if (b[i] == '&') {
        return Math.min(open, Math.min(i, detected(b, i)));
      }
    }
    return open;
  }

  private int detected(byte[] b, int to) {
    Detection detection = pass.detection();
    int open = detection.openFrom(b, 0, to, member);
    if (open < to || rule == CompiledRules.NONE) {
      rule = detection.openRule();
      endsWithWord = detection.openEndsWithWord();
    }
    return open;
  }

  /// Where Base64 begins that is text up to the end.
  private int openBase64(byte[] b, int to) {
    int run = to;
    while (run > 0 && b[run - 1] == '=' && run > to - PADDING) {
      run--;
    }
    while (run > 0 && Base64Text.isOfAlphabet(b[run - 1])) {
      run--;
    }
    if (run == to || to - run <= REACH) {
      return run;
    }
    base64.begin(b, run, to);
    while (base64.find()) {
      if (base64.end() == to) {
        return base64.start();
      }
    }
    return to - REACH;
  }
}

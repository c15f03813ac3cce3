package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.Disguises;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Shape;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds what a text holds in an encoding: percent-encoded, as character references, in characters
/// that only look like ASCII or that nobody sees, and in Base64.
///
/// A text is looked at closer only where [Disguises] says that there may be something. What is
/// found takes the place of its origin; a run of Base64 goes as a whole, for nothing of it can be
/// kept. Base64 in Base64, and JSON in it, count as layers as JSON in strings does.
final class LookThrough {

  private static final MemberName NO_MEMBER = new MemberName();
  private static final byte[] NOTHING = {};
  private static final byte[] BASIC = {'b', 'a', 's', 'i', 'c', ' '};

  private final MaskingPass pass;
  private final int layer;
  private final int secretRule;
  private final PlainView view = new PlainView();
  private final Base64Text base64 = new Base64Text();
  private final Hits found = new Hits();
  private final Hits scratch = new Hits();
  private final Edits fromView =
      (start, end, text, rule) -> found.replace(view.start(start), view.endBefore(end), text, rule);
  private @Nullable TextMasker inner;

  /// @param layer how many layers of JSON and Base64 already lie around the text
  LookThrough(MaskingPass pass, int layer) {
    this.pass = pass;
    this.layer = layer;
    this.secretRule = pass.rules().detectors().getOrDefault(Detector.SECRET, CompiledRules.NONE);
  }

  /// Makes ready for another body.
  void renew() {
    if (inner != null) {
      inner.renew();
    }
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return view.isLarge() || base64.isLarge() || (inner != null && inner.isLarge());
  }

  /// Adds what is found to the hits; false where nothing is.
  ///
  /// @param shape the text's
  boolean look(Shape shape, byte[] b, int from, int to, MemberName member, Hits hits)
      throws IOException {
    int marks = shape.disguises();
    if (marks == 0) {
      return false;
    }
    boolean deepest = layer >= pass.limits().maxEmbedding();
    boolean run = (marks & Disguises.LONG_RUN) != 0 && !deepest;
    if (run) {
      base64.begin(b, from, to, shape);
    }
    boolean escaped = (marks & Disguises.ESCAPED) != 0;
    boolean wide = (marks & Disguises.WIDE) != 0;
    boolean differs = (escaped || wide) && view.of(b, from, to, escaped);
    boolean any = differs && lookAtView(member, hits);
    found.clear();
    if (differs && !deepest) {
      base64.begin(view.bytes(), 0, view.length());
      lookIntoBase64(view.bytes(), 0, view.length(), member, fromView);
    } else if (run) {
      lookIntoBase64(b, from, to, member, found);
    }
    return addFound(hits) || any;
  }

  private boolean lookAtView(MemberName member, Hits hits) throws IOException {
    found.clear();
    pass.detection().mask(view.bytes(), 0, view.length(), member, fromView);
    return addFound(hits);
  }

  private boolean addFound(Hits hits) {
    if (found.isEmpty()) {
      return false;
    }
    hits.merge(found, scratch);
    return true;
  }

  private void lookIntoBase64(byte[] b, int from, int to, MemberName member, Edits edits)
      throws IOException {
    while (base64.find()) {
      boolean all = base64.start() == from && base64.end() == to;
      int rule = ruleOfBase64(b, from, all ? member : NO_MEMBER);
      if (rule != CompiledRules.NONE) {
        byte[] mark = pass.replacements().of(rule).of(NOTHING, 0, 0);
        edits.replace(base64.start(), base64.end(), mark, rule);
        base64.skipRun();
      }
    }
    base64.begin(NOTHING, 0, 0);
  }

  private int ruleOfBase64(byte[] b, int from, MemberName member) throws IOException {
    boolean credentials = secretRule != CompiledRules.NONE && isBasic(b, from, base64.start());
    if (credentials && ByteScan.indexOf(base64.text(), ':', 0, base64.length()) < base64.length()) {
      return secretRule;
    }
    return inner().firstRule(base64.text(), 0, base64.length(), member);
  }

  /// Whether `Basic` stands before (RFC 7617).
  private static boolean isBasic(byte[] b, int from, int at) {
    boolean basic = at - from >= BASIC.length;
    for (int i = 0; basic && i < BASIC.length; i++) {
      basic = (b[at - BASIC.length + i] | 0x20) == BASIC[i];
    }
    return basic;
  }

  private TextMasker inner() {
    if (inner == null) {
      inner = new TextMasker(pass.uncounted(), layer + 1);
    }
    return inner;
  }
}

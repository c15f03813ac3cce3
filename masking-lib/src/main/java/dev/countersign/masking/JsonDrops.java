package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import java.io.IOException;
import java.util.Arrays;

/// Lets members and elements of a JSON text vanish, each with one comma, so that the rest stays
/// JSON. Takes the tokens of an engine whose rules drop something; the others have none of this.
///
/// A comma behind something that stays goes with what follows it, so in an object it is held until
/// the name behind it is known; a comma behind something that vanished, before which nothing
/// stayed, goes with that. What vanishes is still checked like everything else. The root becomes
/// `null`.
final class JsonDrops {

  private static final byte[] NOTHING = {};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final int INITIAL = 16;

  private final MaskingPass pass;
  private final JsonPlace place;
  private final JsonEngine engine;
  private boolean[] kept = new boolean[INITIAL];
  private boolean on;
  private int depth;
  private int rule;
  private byte[] text = NOTHING;
  private boolean commaTaken;
  private int gap;

  JsonDrops(MaskingPass pass, JsonPlace place, JsonEngine engine) {
    this.pass = pass;
    this.place = place;
    this.engine = engine;
  }

  /// Before the root value.
  void begin() {
    on = false;
    commaTaken = false;
    gap = 0;
  }

  /// Takes a token, or a comma and the name behind it; `p` where it is not complete or wrong.
  int take(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    if (on) {
      return vanish(b, p, to, last, edits);
    }
    if (b[p] == ',' && (commaTaken || engine.isBehindValue())) {
      return comma(b, p, to, last, edits);
    }
    if (isSpace(b[p])) {
      return isBehindGone() ? removed(b, p, to, last, edits) : engine.token(b, p, to, last, edits);
    }
    if (engine.awaitsName() && b[p] == '"') {
      int next = engine.token(b, p, to, last, edits);
      return next == p ? p : named(p, next, edits);
    }
    return other(b, p, to, last, edits);
  }

  private int other(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    boolean judged = engine.awaitsElement() && b[p] != ']';
    int its =
        judged ? ruleOfElement() : engine.awaitsRoot() ? place.valueRule() : CompiledRules.NONE;
    if (pass.rules().drops(its)) {
      begin(its, judged ? NOTHING : NULL);
      return vanish(b, p, to, last, edits);
    }
    int before = place.depth();
    int next = engine.token(b, p, to, last, edits);
    if (judged && next > p) {
      kept[before] = true;
    }
    if (place.depth() > before) {
      open();
    }
    return next;
  }

  private void open() {
    if (place.depth() >= kept.length) {
      kept = Arrays.copyOf(kept, 2 * place.depth());
    }
    kept[place.depth()] = false;
  }

  private int ruleOfElement() {
    place.element();
    int its = place.valueRule();
    place.elementBefore();
    return its;
  }

  private boolean isBehindGone() {
    return (engine.isBehindValue() || engine.isBehindComma()) && !kept[place.depth()];
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private void begin(int its, byte[] instead) {
    on = true;
    depth = place.depth();
    rule = its;
    text = instead;
    pass.tally().hole(its);
  }

  /// Takes a token away that belongs to what vanishes.
  private int vanish(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    int next = removed(b, p, to, last, edits);
    if (next > p && engine.isBehindValueAt(depth)) {
      on = false;
    }
    return next;
  }

  private int removed(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    int next = engine.token(b, p, to, last, Edits.UNSEEN);
    remove(p, next, edits);
    return next;
  }

  private void remove(int from, int to, Edits edits) throws IOException {
    if (to > from) {
      edits.replace(from, to, text, rule);
      text = NOTHING;
    }
  }

  /// Behind a name, which stands with the comma before it from `from` to `to`.
  private int named(int from, int to, Edits edits) throws IOException {
    if (pass.rules().drops(place.valueRule())) {
      begin(place.valueRule(), NOTHING);
      remove(from, to, edits);
    } else {
      kept[place.depth()] = true;
    }
    return to;
  }

  private int comma(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    if (!commaTaken && isBehindGone()) {
      return removed(b, p, to, last, edits);
    }
    if (!place.inArray()) {
      return commaAndName(b, p, to, last, edits);
    }
    int its = ruleOfElement();
    if (!pass.rules().drops(its)) {
      return engine.token(b, p, to, last, edits);
    }
    begin(its, NOTHING);
    return removed(b, p, to, last, edits);
  }

  private int commaAndName(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    int q = p + 1 + gap;
    while (q < to && engine.isSpace(b[q])) {
      q++;
    }
    gap = q - p - 1;
    if (gap > pass.limits().maxToken()) {
      return engine.fail(Reason.TOKEN_TOO_LONG, p);
    }
    if (q == to && !last) {
      return p;
    }
    if (!commaTaken) {
      engine.token(b, p, to, last, Edits.UNSEEN);
      commaTaken = true;
    }
    int next = name(b, q, to, last, edits);
    if (next == q) {
      return p;
    }
    commaTaken = false;
    gap = 0;
    return named(p, next, edits);
  }

  /// Takes the name at `q`; `q` where it is not complete or wrong.
  private int name(byte[] b, int q, int to, boolean last, Edits edits) throws IOException {
    if (q == to) {
      return engine.fail(Reason.TRUNCATED, q);
    }
    return engine.token(b, q, to, last, edits);
  }
}

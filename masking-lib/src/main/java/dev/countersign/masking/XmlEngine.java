package dev.countersign.masking;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Masks XML 1.0 tag by tag; whatever no rule takes stays as it is, byte for byte.
///
/// An element or attribute that a key rule takes by its local name is hidden with all that is in
/// it, but for tags, names and namespace declarations. Strict on what is well formed; refused are
/// document types, and with them all entities but the five of XML, other encodings than UTF-8, and
/// names in which something would be hidden.
final class XmlEngine extends Engine {

  /// An element that is open; one object serves many in turn.
  private static final class Element {
    final MemberName member = new MemberName();
    byte[] name = {};
    int rule = CompiledRules.NONE;
  }

  private static final byte[] NOTHING = {};
  private static final int NOWHERE = -1;
  private static final byte[] XMLNS = {'x', 'm', 'l', 'n', 's'};

  private final MaskingPass pass;
  private final XmlUnits units = new XmlUnits();
  private final XmlRun run;
  private final TextMasker texts;
  private final Decoded value = new Decoded();
  private final MemberName attribute = new MemberName();
  private final KeySet attributes = new KeySet();
  private final List<Element> elements = new ArrayList<>(List.of(new Element()));
  private int depth;
  private boolean begun;
  private boolean first = true;
  private boolean rooted;
  private int goneAt = NOWHERE;
  private int goneRule;
  private boolean besideText;

  XmlEngine(MaskingPass pass) {
    this.pass = pass;
    this.run = new XmlRun(pass);
    this.texts = new TextMasker(pass, 0);
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits edits) throws IOException {
    int p = from;
    if (!begun) {
      int mark = ByteOrderMark.length(b, from, to, last);
      if (mark == ByteOrderMark.UNKNOWN) {
        return from;
      }
      begun = true;
      p += mark;
    }
    while (p < to) {
      int end = units.end(b, p, to, last);
      if ((end < 0 ? units.read() : end - p) > pass.limits().maxToken()) {
        return fail(Reason.TOKEN_TOO_LONG, p);
      }
      Reason wrong = units.failure();
      if (wrong != null) {
        return fail(wrong, p);
      }
      if (end < 0 || !unit(b, p, end, edits)) {
        return p;
      }
      p = end;
    }
    return last && (depth > 0 || !rooted) ? fail(Reason.TRUNCATED, p) : p;
  }

  private boolean unit(byte[] b, int p, int end, Edits edits) throws IOException {
    if (!Utf8.isValid(b, p, end)) {
      return wrong(Reason.INVALID_UTF8, p);
    }
    boolean begins = first;
    first = false;
    if (!XmlUnits.isTag(b, p, end)) {
      return run(b, p, end, begins, edits);
    }
    return b[p + 1] == '/' ? endTag(b, p, end, edits) : startTag(b, p, end, edits);
  }

  private boolean wrong(Reason reason, int at) {
    fail(reason, at);
    return false;
  }

  private boolean run(byte[] b, int p, int end, boolean begins, Edits edits) throws IOException {
    if (!run.read(b, p, end, begins)) {
      return wrong(Reason.MALFORMED, p);
    }
    if (depth == 0 && !run.isBlank()) {
      return wrong(rooted ? Reason.TRAILING_CONTENT : Reason.MALFORMED, p);
    }
    if (goneAt != NOWHERE) {
      edits.replace(p, end, NOTHING, goneRule);
      return true;
    }
    Element element = elements.get(depth);
    if (element.rule == CompiledRules.NONE) {
      run.mask(b, p, end, element.member, edits);
    } else {
      run.hide(element.rule, p, end, edits);
    }
    besideText |= run.leavesText();
    return true;
  }

  private boolean endTag(byte[] b, int p, int end, Edits edits) throws IOException {
    byte[] name = elements.get(depth).name;
    int nameEnd = XmlText.nameEnd(b, p + 2, end - 1);
    boolean same = depth > 0 && Arrays.equals(name, 0, name.length, b, p + 2, nameEnd);
    if (!same || spacesEnd(b, nameEnd, end - 1) != end - 1) {
      return wrong(Reason.MALFORMED, p);
    }
    depth--;
    if (goneAt == NOWHERE) {
      besideText = false;
    } else {
      edits.replace(p, end, NOTHING, goneRule);
      goneAt = goneAt == depth ? NOWHERE : goneAt;
    }
    return true;
  }

  private static int spacesEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && XmlText.isSpace(b[i])) {
      i++;
    }
    return i;
  }

  private boolean startTag(byte[] b, int p, int end, Edits edits) throws IOException {
    if (depth == 0 && rooted) {
      return wrong(Reason.TRAILING_CONTENT, p);
    }
    if (depth == pass.limits().maxDepth()) {
      return wrong(Reason.TOO_DEEP, p);
    }
    boolean empty = end - p > 3 && b[end - 2] == '/';
    int to = empty ? end - 2 : end - 1;
    int nameEnd = XmlText.nameEnd(b, p + 1, to);
    if (nameEnd == p + 1 || !isPlain(b, p + 1, nameEnd)) {
      return wrong(Reason.MALFORMED, p);
    }
    Element element = child(b, p + 1, nameEnd);
    boolean goes = goneAt == NOWHERE && pass.rules().drops(element.rule);
    boolean gone = goes || goneAt != NOWHERE;
    if (!attributes(b, p, nameEnd, to, element, gone ? Edits.UNSEEN : edits)) {
      return false;
    }
    if (goes) {
      vanish(element, p, end, edits);
      goneAt = empty ? NOWHERE : depth;
    } else if (gone) {
      edits.replace(p, end, NOTHING, goneRule);
    } else {
      besideText = false;
    }
    rooted = true;
    depth += empty ? 0 : 1;
    return true;
  }

  /// Begins to take an element away. Of the root, and in the midst of text, which would become
  /// another text, an empty element stays.
  private void vanish(Element element, int p, int end, Edits edits) throws IOException {
    goneRule = element.rule;
    pass.tally().hole(goneRule);
    boolean stays = depth == 0 || besideText;
    edits.replace(p, end, stays ? XmlText.emptyElement(element.name) : NOTHING, goneRule);
    besideText &= !stays;
  }

  private Element child(byte[] b, int from, int to) {
    if (elements.size() == depth + 1) {
      elements.add(new Element());
    }
    Element element = elements.get(depth + 1);
    element.name = Arrays.copyOfRange(b, from, to);
    element.rule = Math.min(elements.get(depth).rule, ruleOf(element.member, b, from, to));
    return element;
  }

  /// The rule for a local name, which the member becomes.
  private int ruleOf(MemberName member, byte[] b, int from, int to) {
    int local = to;
    while (local > from && b[local - 1] != ':') {
      local--;
    }
    member.set(b, local, to);
    pass.detection().tell(member);
    return pass.rules().ruleOf(member);
  }

  /// Whether nothing would be hidden in a name.
  private boolean isPlain(byte[] b, int from, int to) throws IOException {
    boolean[] plain = {true};
    attribute.clear();
    texts.detect(b, from, to, attribute, (_, _, _, _) -> plain[0] = false);
    return plain[0];
  }

  private boolean attributes(byte[] b, int p, int from, int to, Element element, Edits edits)
      throws IOException {
    attributes.clear();
    int i = spacesEnd(b, from, to);
    while (i < to) {
      int nameEnd = XmlText.nameEnd(b, i, to);
      int equals = spacesEnd(b, nameEnd, to);
      int quote = equals < to && b[equals] == '=' ? spacesEnd(b, equals + 1, to) : to;
      boolean spaced = XmlText.isSpace(b[i - 1]);
      if (nameEnd == i || !spaced || quote == to || !isPlain(b, i, nameEnd)) {
        return wrong(Reason.MALFORMED, p);
      }
      int close = closing(b, quote, to);
      if (close == to) {
        return wrong(Reason.MALFORMED, p);
      }
      if (attributes.size() == pass.limits().maxMembers()) {
        return wrong(Reason.TOO_MANY_MEMBERS, p);
      }
      if (!attributes.add(NameHash.of(b, i, nameEnd))) {
        return wrong(Reason.DUPLICATE_KEY, p);
      }
      if (!attribute(b, i, nameEnd, quote + 1, close, element, edits)) {
        return wrong(Reason.MALFORMED, p);
      }
      i = spacesEnd(b, close + 1, to);
    }
    return true;
  }

  /// The quote that closes the one at `quote`; `to` where there is none.
  private static int closing(byte[] b, int quote, int to) {
    byte mark = b[quote];
    int i = quote + 1;
    while (i < to && b[i] != mark) {
      i++;
    }
    return mark == '"' || mark == '\'' ? Math.min(i, to) : to;
  }

  private boolean attribute(
      byte[] b, int name, int nameEnd, int from, int to, Element element, Edits edits)
      throws IOException {
    value.clear();
    if (!XmlText.decode(b, from, to, value)) {
      return false;
    }
    int own = ruleOf(attribute, b, name, nameEnd);
    int rule = isNamespace(b, name, nameEnd) ? CompiledRules.NONE : Math.min(own, element.rule);
    if (!edits.areSeen()) {
      return true;
    }
    if (pass.rules().drops(rule)) {
      int before = name;
      while (XmlText.isSpace(b[before - 1])) {
        before--;
      }
      pass.tally().hole(rule);
      edits.replace(before, to + 1, NOTHING, rule);
      return true;
    }
    if (rule == CompiledRules.NONE) {
      texts.mask(value.bytes(), 0, value.length(), attribute, this.escaping(edits));
    } else {
      byte[] hidden = pass.replacement(rule).of(value.bytes(), 0, value.length());
      edits.replace(from, to, XmlText.escapedInQuotes(hidden), rule);
    }
    return true;
  }

  private static boolean isNamespace(byte[] b, int from, int to) {
    int length = XMLNS.length;
    return to - from >= length
        && Arrays.equals(b, from, from + length, XMLNS, 0, length)
        && (to - from == length || b[from + length] == ':');
  }

  private Edits escaping(Edits edits) {
    return (start, end, text, rule) ->
        edits.replace(value.origin(start), value.origin(end), XmlText.escapedInQuotes(text), rule);
  }
}

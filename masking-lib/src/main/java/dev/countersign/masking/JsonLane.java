package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.StringScan;
import java.io.IOException;

/// The quick way through JSON as it mostly is: names that were met before, strings without escapes,
/// numbers that end before the chunk does.
///
/// It goes on from value to value and stops before whatever else comes, which the engine then takes
/// token by token. So it decides nothing by itself: with and without it the output is the same.
final class JsonLane {

  /// Beyond the place where the lane looks, so that words can be read there unasked.
  private static final int ROOM = 48;

  private static final int NOT_TAKEN = -1;
  private static final int ENDS = -2;

  private static final int TRUE = word("true");
  private static final int FALSE_TAIL = word("alse");
  private static final int NULL = word("null");

  private final MaskingPass pass;
  private final JsonPlace place;
  private final TextMasker texts;
  private final StringEdits stringEdits;
  private final Numbers numbers;
  private final Decoded decoded;
  private final boolean lines;
  private final boolean detects;
  private final int maxToken;

  private MemberName member = new MemberName();
  private Members named;
  private boolean opened;
  private int taken;

  JsonLane(
      MaskingPass pass,
      JsonPlace place,
      TextMasker texts,
      StringEdits stringEdits,
      Numbers numbers,
      Decoded decoded,
      boolean lines) {
    this.pass = pass;
    this.named = pass.members();
    this.place = place;
    this.texts = texts;
    this.stringEdits = stringEdits;
    this.numbers = numbers;
    this.decoded = decoded;
    this.lines = lines;
    this.detects = pass.rules().finds();
    this.maxToken = pass.limits().maxToken();
  }

  /// Whether the last run ended just behind an opening bracket; else it ended behind a value.
  boolean opened() {
    return opened;
  }

  /// The name that was read last.
  MemberName member() {
    return member;
  }

  /// Takes whole members and elements from `from` on, where the innermost object or array has just
  /// been opened, or else a value of it has just ended.
  ///
  /// @return the end of what was taken; the place is the one there
  int run(byte[] b, int from, int to, boolean justOpened, MemberName name, Edits edits)
      throws IOException {
    opened = justOpened;
    member = name;
    taken = from;
    int end = to - ROOM;
    boolean more = from < end;
    while (more && place.depth() > 0) {
      more = place.inArray() ? elements(b, end, edits) : members(b, end, edits);
    }
    return taken;
  }

  /// Goes over members of one object until another object or array begins, or this one ends; false
  /// where something else stopped it.
  private boolean members(byte[] b, int end, Edits edits) throws IOException {
    Members names = place.members();
    if (names == null) {
      return false;
    }
    int p = taken;
    int v = NOT_TAKEN;
    Members next = names;
    while (p < end) {
      next = names.latest();
      v = next.valueAfter(b, p, end);
      if (v < 0) {
        v = start(b, p, end, names);
        if (v < 0) {
          break;
        }
        next = named;
      }
      int rule = place.member(next);
      int after = scalar(b, v, end, rule, next.normal(), edits);
      if (after < 0) {
        break;
      }
      p = after;
      names = next;
      opened = false;
    }
    return leave(b, p, v, end, names, next);
  }

  /// Leaves the members of an object behind the value that ends at `p`, to go on where an object or
  /// array begins at `v`, or where the object ends, which [#start] has said.
  private boolean leave(byte[] b, int p, int v, int end, Members names, Members next) {
    if (p > taken) {
      member = names.normal();
      taken = p;
    }
    place.members(names);
    if (v <= ENDS) {
      return close(ENDS - v);
    }
    if (p >= end || v < 0) {
      return false;
    }
    int c = b[v];
    boolean opens = c == '{' || c == '[';
    if (opens) {
      place.members(next);
      member = next.normal();
    }
    return opens && open(v, c == '[');
  }

  /// Where the value of the next member begins, which is then [#named]; [#ENDS] less the place
  /// where the object ends.
  private int start(byte[] b, int p, int end, Members names) {
    int q = skipSpaces(b, p, end);
    if (b[q] == '}') {
      return ENDS - q;
    }
    if (!opened) {
      if (b[q] != ',') {
        return NOT_TAKEN;
      }
      q = skipSpaces(b, q + 1, end);
    }
    Members next = b[q] == '"' ? names.next(b, q + 1, end) : null;
    if (next == null) {
      return NOT_TAKEN;
    }
    q = skipSpaces(b, q + 2 + next.name().length, end);
    if (b[q] != ':') {
      return NOT_TAKEN;
    }
    q = skipSpaces(b, q + 1, end);
    next.keepLayout(b, p, q);
    named = next;
    return q;
  }

  /// Goes over elements of one array until another array or object begins, or this one ends; false
  /// where something else stopped it.
  private boolean elements(byte[] b, int end, Edits edits) throws IOException {
    int p = taken;
    while (p < end) {
      int q = skipSpaces(b, p, end);
      if (b[q] == ']') {
        return close(q);
      }
      if (!opened) {
        if (b[q] != ',') {
          return false;
        }
        q = skipSpaces(b, q + 1, end);
      }
      place.element();
      int c = b[q];
      boolean bracket = c == '{' || c == '[';
      boolean opens = bracket && open(q, c == '[');
      p = bracket ? NOT_TAKEN : scalar(b, q, end, place.valueRule(), member, edits);
      if (p < 0) {
        if (!opens) {
          place.elementBefore();
        }
        return opens;
      }
      opened = false;
      taken = p;
    }
    return false;
  }

  private boolean close(int p) {
    place.close();
    opened = false;
    taken = p + 1;
    return true;
  }

  private boolean open(int p, boolean array) {
    if (place.depth() == pass.limits().maxDepth()) {
      return false;
    }
    place.open(array);
    opened = true;
    taken = p + 1;
    return true;
  }

  private int skipSpaces(byte[] b, int from, int end) {
    int p = from;
    while (p < end && b[p] <= ' ' && isSpace(b[p])) {
      p++;
    }
    return p;
  }

  private boolean isSpace(byte c) {
    return c == ' ' || (c == '\n' && !lines) || c == '\t' || c == '\r';
  }

  /// The end of a value that is neither object nor array.
  private int scalar(byte[] b, int p, int end, int rule, MemberName name, Edits edits)
      throws IOException {
    int c = b[p];
    if (c == '"') {
      return string(b, p, end, rule, name, edits);
    }
    if (rule != CompiledRules.NONE) {
      return NOT_TAKEN;
    }
    return c <= '9' ? number(b, p, end, name) : literal(b, p);
  }

  private int string(byte[] b, int p, int end, int rule, MemberName name, Edits edits)
      throws IOException {
    boolean looks = detects && rule == CompiledRules.NONE;
    long scan = looks ? StringScan.facts(b, p + 1, end) : StringScan.bare(b, p + 1, end);
    if (scan == StringScan.OPEN) {
      return NOT_TAKEN;
    }
    int quote = StringScan.end(scan);
    if (b[quote] != '"') {
      if (b[quote] != '\\') {
        return NOT_TAKEN;
      }
      int plain = rule == CompiledRules.NONE ? plainEscapedEnd(scan, b, p, end, name) : NOT_TAKEN;
      return plain > 0 ? plain : escapedString(b, p, quote, end, rule, name, edits);
    }
    boolean whole = quote - p <= maxToken;
    if (!whole || !(StringScan.isAscii(scan) || Utf8.isValid(b, p + 1, quote))) {
      return NOT_TAKEN;
    }
    if (rule != CompiledRules.NONE) {
      hide(b, p, quote, rule, edits);
    } else if (texts.mayMask(scan, b, p + 1, quote, name)) {
      texts.maskString(b, p + 1, quote, name, stringEdits.to(edits, null));
    }
    return quote + 1;
  }

  /// The end of a string that has simple escapes, if it is clear without taking them off that it
  /// holds nothing to mask.
  ///
  /// @param first a scan up to the first escape
  private int plainEscapedEnd(long first, byte[] b, int p, int end, MemberName name) {
    long scan = first;
    int q = StringScan.end(first);
    while (b[q] == '\\' && isSimpleEscape(b[q + 1])) {
      long next = detects ? StringScan.facts(b, q + 2, end) : StringScan.bare(b, q + 2, end);
      if (next == StringScan.OPEN) {
        return NOT_TAKEN;
      }
      scan = StringScan.joined(scan, next);
      q = StringScan.end(next);
    }
    boolean whole = b[q] == '"' && q - p <= maxToken && StringScan.isAscii(scan);
    return whole && !texts.mayMaskEscaped(scan, b, p + 1, q, name) ? q + 1 : NOT_TAKEN;
  }

  private static boolean isSimpleEscape(byte c) {
    return c == '"' || c == 'n' || c == '\\' || c == '/' || c == 't' || c == 'r' || c == 'b'
        || c == 'f';
  }

  /// The end of a string that has escapes, of which the first stands at `escape`.
  private int escapedString(
      byte[] b, int p, int escape, int end, int rule, MemberName name, Edits edits)
      throws IOException {
    int quote = escape;
    while (quote < end && b[quote] == '\\') {
      quote = ByteScan.plainEnd(b, quote + 2, end);
    }
    boolean whole = quote < end && b[quote] == '"' && quote - p <= maxToken;
    if (!whole || !Utf8.isValid(b, p + 1, quote) || !decoded.unescape(b, p + 1, quote)) {
      return NOT_TAKEN;
    }
    byte[] text = decoded.bytes();
    if (rule != CompiledRules.NONE) {
      byte[] hidden = JsonText.inPlaceOf(text, 0, decoded.length(), pass.replacement(rule));
      edits.replace(p, quote + 1, hidden, rule);
    } else {
      texts.mask(text, 0, decoded.length(), name, stringEdits.to(edits, decoded));
    }
    return quote + 1;
  }

  private void hide(byte[] b, int p, int quote, int rule, Edits edits) throws IOException {
    byte[] text = JsonText.inPlaceOf(b, p + 1, quote, pass.replacement(rule));
    edits.replace(p, quote + 1, text, rule);
  }

  private int number(byte[] b, int p, int end, MemberName name) {
    int first = b[p] == '-' ? p + 1 : p;
    int after = first + JsonNumber.digits(b, first);
    if (after == first || (b[first] == '0' && after > first + 1)) {
      return NOT_TAKEN;
    }
    if (b[after] == '.') {
      int fraction = JsonNumber.digits(b, after + 1);
      after += fraction == 0 ? 0 : 1 + fraction;
    }
    boolean simple = !JsonNumber.isPart(b[after]) && (!detects || after - p < Numbers.FEWEST);
    return simple ? after : anyNumber(b, p, end, name);
  }

  private int anyNumber(byte[] b, int p, int end, MemberName name) {
    int after = p;
    while (after < end && JsonNumber.isPart(b[after])) {
      after++;
    }
    boolean whole = after < end && after - p <= maxToken && JsonNumber.isValid(b, p, after);
    return whole && !(detects && numbers.isHit(b, p, after, name)) ? after : NOT_TAKEN;
  }

  private static int literal(byte[] b, int p) {
    int four = (int) ByteScan.word(b, p);
    if (four == TRUE || four == NULL) {
      return p + 4;
    }
    return b[p] == 'f' && (int) ByteScan.word(b, p + 1) == FALSE_TAIL ? p + 5 : NOT_TAKEN;
  }

  private static int word(String four) {
    return four.charAt(0) | four.charAt(1) << 8 | four.charAt(2) << 16 | four.charAt(3) << 24;
  }
}

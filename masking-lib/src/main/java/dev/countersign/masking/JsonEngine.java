package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Masks JSON (RFC 8259) token by token; whatever no rule takes stays as it is, byte for byte.
///
/// A token is judged when it is complete, so any way of cutting the input gives the same output.
/// Held between calls: the place, the names of open objects as hashes, and how far the unfinished
/// token has been read, so that no byte is read twice.
///
/// Strict on bodies: duplicate names, depth and length beyond the limits fail. Lenient on JSON
/// inside strings, where a failure only means that the rest is text, and every duplicate is masked.
final class JsonEngine extends Engine {

  private enum State {
    ROOT,
    VALUE,
    ELEMENT,
    ELEMENT_OR_END,
    KEY,
    KEY_OR_END,
    COLON,
    NEXT,
    DONE;

    boolean takesValue() {
      return compareTo(KEY) < 0;
    }

    boolean takesKey() {
      return this == KEY || this == KEY_OR_END;
    }
  }

  private static final MemberName NO_MEMBER = new MemberName();
  private static final byte[] EMPTY = {'"', '"'};
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] NULL = "null".getBytes(UTF_8);

  private final MaskingPass pass;
  private final boolean strict;
  private final boolean lines;
  private final JsonPlace place;
  private final TextMasker texts;
  private final JsonNames names;
  private final Decoded decoded = new Decoded();
  private final StringEdits stringEdits;
  private final Numbers numbers;
  private final JsonLane lane;
  private final boolean detects;
  private final @Nullable JsonDrops drops;

  private MemberName member = NO_MEMBER;
  private State state = State.ROOT;
  private int resume;
  private boolean escaped;

  private JsonEngine(MaskingPass pass, int layer, boolean strict, boolean lines) {
    this.pass = pass;
    this.strict = strict;
    this.lines = lines;
    // A layout that was met in other JSON may go over lines.
    this.place = new JsonPlace(pass.rules(), lines ? Members.none() : pass.members());
    this.texts = new TextMasker(pass, layer);
    this.names = new JsonNames(pass, place, texts, strict);
    this.stringEdits = new StringEdits(pass.replacements());
    this.numbers = new Numbers(pass);
    this.lane = new JsonLane(pass, place, texts, stringEdits, numbers, decoded, lines);
    this.detects = pass.rules().finds();
    this.drops = pass.rules().drops() ? new JsonDrops(pass, place, this) : null;
  }

  /// For one JSON text.
  static JsonEngine one(MaskingPass pass) {
    return new JsonEngine(pass, 0, true, false);
  }

  /// For one JSON text a line.
  static JsonEngine lines(MaskingPass pass) {
    return new JsonEngine(pass, 0, true, true);
  }

  /// For JSON inside other text, inside of so many layers.
  static JsonEngine embedded(MaskingPass pass, int layer) {
    return new JsonEngine(pass, layer, false, false);
  }

  /// Masks what may be a JSON text as far as it is one.
  ///
  /// @return where it ceases to be JSON, or `to`
  int embedded(byte[] b, int from, int to, Edits edits) throws IOException {
    beginEmbedded();
    int end = scan(b, from, to, true, edits);
    return failure() == null ? end : failedAt();
  }

  /// Begins with what may be a JSON text and comes bit by bit.
  void beginEmbedded() {
    begin();
    member = NO_MEMBER;
    resume = 0;
    forgetFailure();
  }

  /// Takes a value of which the text is not known, in the place of the string it has begun to read.
  void takeUnknown(Edits edits) throws IOException {
    resume = 0;
    scan(EMPTY, 0, EMPTY.length, false, edits);
  }

  boolean awaitsValue() {
    return state.takesValue();
  }

  boolean isDone() {
    return state == State.DONE;
  }

  /// The name of the member that was met last.
  MemberName member() {
    return member;
  }

  @Override
  boolean renew() {
    begin();
    forgetFailure();
    member = NO_MEMBER;
    resume = 0;
    escaped = false;
    place.renew();
    texts.renew();
    return !isLarge();
  }

  /// Whether it holds more memory than it should while it has nothing to do.
  boolean isLarge() {
    return decoded.isLarge() || texts.isLarge();
  }

  private void begin() {
    state = State.ROOT;
    place.begin();
    if (drops != null) {
      drops.begin();
    }
  }

  @Override
  int scan(byte[] b, int from, int to, boolean last, Edits edits) throws IOException {
    int p = from;
    while (p < to) {
      p = quickly(b, p, to, edits);
      if (p == to) {
        break;
      }
      int next = drops == null ? token(b, p, to, last, edits) : drops.take(b, p, to, last, edits);
      if (next == p) {
        return p;
      }
      p = next;
    }
    if (last && state != State.DONE && !(lines && state == State.ROOT)) {
      return fail(Reason.TRUNCATED, p);
    }
    return p;
  }

  /// Takes what the lane takes.
  private int quickly(byte[] b, int p, int to, Edits edits) throws IOException {
    boolean opened = state == State.KEY_OR_END || state == State.ELEMENT_OR_END;
    if (drops != null || resume > 0 || (!opened && state != State.NEXT)) {
      return p;
    }
    int end = lane.run(b, p, to, opened, member, edits);
    if (end > p) {
      member = lane.member();
      state =
          lane.opened() ? place.inArray() ? State.ELEMENT_OR_END : State.KEY_OR_END : State.NEXT;
      state = place.depth() == 0 ? State.DONE : state;
    }
    return end;
  }

  /// Takes one token; `p` where it is not complete or wrong.
  int token(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    return switch (b[p]) {
      case ' ', '\t', '\r' -> spacesEnd(b, p + 1, to);
      case '\n' -> lines ? newline(p) : spacesEnd(b, p + 1, to);
      case '"' -> quoted(b, p, to, last, edits);
      case ',' -> comma(p);
      case ':' -> colon(p);
      case '{' -> open(p, false);
      case '[' -> open(p, true);
      case '}' -> close(p, false);
      case ']' -> close(p, true);
      case 't' -> literal(b, p, to, last, TRUE, edits);
      case 'f' -> literal(b, p, to, last, FALSE, edits);
      case 'n' -> literal(b, p, to, last, NULL, edits);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(b, p, to, last, edits);
      default -> unexpected(p);
    };
  }

  boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || (c == '\n' && !lines);
  }

  boolean awaitsName() {
    return state.takesKey();
  }

  boolean awaitsElement() {
    return state == State.ELEMENT || state == State.ELEMENT_OR_END;
  }

  boolean awaitsRoot() {
    return state == State.ROOT;
  }

  boolean isBehindValue() {
    return state == State.NEXT;
  }

  boolean isBehindComma() {
    return state == State.KEY || state == State.ELEMENT;
  }

  /// Whether a value has just ended in the object or array at that depth.
  boolean isBehindValueAt(int depth) {
    return place.depth() == depth && (state == State.NEXT || state == State.DONE);
  }

  private int unexpected(int p) {
    return fail(state == State.DONE ? Reason.TRAILING_CONTENT : Reason.MALFORMED, p);
  }

  private static int spacesEnd(byte[] b, int from, int to) {
    int p = from;
    while (p < to && b[p] == ' ') {
      p++;
    }
    return p;
  }

  private int newline(int p) {
    if (state == State.DONE) {
      forgetMember();
      begin();
    } else if (state != State.ROOT) {
      return unexpected(p);
    }
    return p + 1;
  }

  private int comma(int p) {
    if (state != State.NEXT) {
      return unexpected(p);
    }
    state = place.inArray() ? State.ELEMENT : State.KEY;
    return p + 1;
  }

  private int colon(int p) {
    if (state != State.COLON) {
      return unexpected(p);
    }
    state = State.VALUE;
    return p + 1;
  }

  private int open(int p, boolean array) {
    if (!state.takesValue()) {
      return unexpected(p);
    }
    if (place.depth() == pass.limits().maxDepth()) {
      return fail(Reason.TOO_DEEP, p);
    }
    enterValue();
    place.open(array);
    state = array ? State.ELEMENT_OR_END : State.KEY_OR_END;
    return p + 1;
  }

  private int close(int p, boolean array) {
    State empty = array ? State.ELEMENT_OR_END : State.KEY_OR_END;
    if (state != empty && !(state == State.NEXT && place.inArray() == array)) {
      return unexpected(p);
    }
    place.close();
    forgetMember();
    leaveValue();
    return p + 1;
  }

  /// The names inside of what has ended may have vanished, and must not matter then.
  private void forgetMember() {
    member = drops == null ? member : NO_MEMBER;
  }

  private void enterValue() {
    if (state == State.ELEMENT || state == State.ELEMENT_OR_END) {
      place.element();
    }
  }

  private void leaveValue() {
    state = place.depth() == 0 ? State.DONE : State.NEXT;
  }

  private int literal(byte[] b, int p, int to, boolean last, byte[] word, Edits edits)
      throws IOException {
    if (!state.takesValue()) {
      return unexpected(p);
    }
    for (int i = 1; i < word.length; i++) {
      if (p + i >= to) {
        return last ? fail(Reason.TRUNCATED, p) : p;
      }
      if (b[p + i] != word[i]) {
        return fail(Reason.MALFORMED, p);
      }
    }
    int end = p + word.length;
    enterValue();
    int rule = place.valueRule();
    if (rule != CompiledRules.NONE && b[p] != NULL[0] && edits.areSeen()) {
      pass.tally().hole(rule);
      edits.replace(p, end, FALSE, rule);
    }
    leaveValue();
    return end;
  }

  private int number(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    if (!state.takesValue()) {
      return unexpected(p);
    }
    int end = JsonNumber.digitsEnd(b, p + resume, to);
    boolean few = resume == 0 && JsonNumber.isFewDigits(b, p, end);
    while (end < to && JsonNumber.isPart(b[end])) {
      end++;
      few = false;
    }
    if (end - p > pass.limits().maxToken()) {
      return fail(Reason.TOKEN_TOO_LONG, p);
    }
    if (end == to && !last) {
      resume = end - p;
      return p;
    }
    resume = 0;
    if (!few && !JsonNumber.isValid(b, p, end)) {
      return fail(Reason.MALFORMED, p);
    }
    enterValue();
    int rule = place.valueRule();
    if (!edits.areSeen()) {
      rule = CompiledRules.NONE;
    } else if (rule == CompiledRules.NONE && detects && !few) {
      rule = numbers.ruleOf(b, p, end, member);
    }
    if (rule != CompiledRules.NONE) {
      edits.replace(p, end, pass.replacement(rule).ofNumber(b, p, end), rule);
    }
    leaveValue();
    return end;
  }

  private int quoted(byte[] b, int p, int to, boolean last, Edits edits) throws IOException {
    boolean key = state.takesKey();
    if (!key && !state.takesValue()) {
      return unexpected(p);
    }
    int quote = closingQuote(b, p, to);
    if (quote < 0) {
      return failure() == null && last ? unfinished(p, to, key, edits) : p;
    }
    if (!Utf8.isValid(b, p + 1, quote)) {
      return fail(Reason.INVALID_UTF8, p);
    }
    if (escaped && !decoded.unescape(b, p + 1, quote)) {
      return fail(Reason.MALFORMED, p);
    }
    byte[] text = escaped ? decoded.bytes() : b;
    int from = escaped ? 0 : p + 1;
    int end = escaped ? decoded.length() : quote;
    if (!key) {
      return string(text, from, end, p, quote + 1, edits);
    }
    int next = key(text, from, end, p, quote + 1, edits);
    return state == State.COLON && next < to && b[next] == ':' ? colon(next) : next;
  }

  /// The closing quote of the string that opens at `p`; -1 where it is not there yet, or wrong.
  private int closingQuote(byte[] b, int p, int to) {
    if (resume == 0) {
      escaped = false;
    }
    int q = p + 1 + resume;
    resume = 0;
    while (true) {
      q = ByteScan.plainEnd(b, q, to);
      if (q - p > pass.limits().maxToken()) {
        fail(Reason.TOKEN_TOO_LONG, p);
        return -1;
      }
      if (q < to && b[q] == '"') {
        return q;
      }
      if (q + 1 >= to && (q == to || b[q] == '\\')) {
        resume = q - p - 1;
        return -1;
      }
      if (b[q] != '\\') {
        fail(Reason.MALFORMED, p);
        return -1;
      }
      escaped = true;
      q += 2;
    }
  }

  /// A string that never ends: wrong in a body; inside a string the rest of a secret that was cut
  /// off.
  private int unfinished(int p, int to, boolean key, Edits edits) throws IOException {
    if (!key) {
      enterValue();
    }
    int rule = key ? CompiledRules.NONE : place.valueRule();
    if (strict || rule == CompiledRules.NONE) {
      return fail(Reason.TRUNCATED, p);
    }
    state = State.DONE;
    if (!edits.areSeen()) {
      return to;
    }
    edits.replace(p, to, JsonText.quoted(pass.replacement(rule).of(new byte[0], 0, 0)), rule);
    return to;
  }

  private int key(byte[] text, int from, int to, int p, int end, Edits edits) throws IOException {
    Reason wrong = names.take(text, from, to, !escaped, p, end, edits);
    if (wrong != null) {
      return fail(wrong, p);
    }
    member = names.member();
    state = State.COLON;
    return end;
  }

  private int string(byte[] text, int from, int to, int p, int end, Edits edits)
      throws IOException {
    enterValue();
    int rule = place.valueRule();
    if (!edits.areSeen()) {
      leaveValue();
      return end;
    }
    if (rule != CompiledRules.NONE) {
      edits.replace(p, end, JsonText.inPlaceOf(text, from, to, pass.replacement(rule)), rule);
    } else {
      texts.mask(text, from, to, member, stringEdits.to(edits, escaped ? decoded : null));
    }
    leaveValue();
    return end;
  }
}

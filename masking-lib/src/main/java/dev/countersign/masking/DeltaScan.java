package dev.countersign.masking;

import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.path.JsonPath;
import dev.countersign.masking.path.NameHash;
import dev.countersign.masking.path.PathSet;
import java.util.Arrays;
import java.util.List;

/// Finds the strings in the JSON of an event that are parts of texts. One object serves many events
/// in turn.
///
/// It is as strict as [JsonEngine] is with JSON in text, so that both see the same strings.
final class DeltaScan {

  /// What the data of an event is.
  enum Found {
    /// JSON from its begin to its end.
    JSON,
    /// An object with something behind it.
    JSON_AND_MORE,
    /// Something else.
    NO_JSON
  }

  private final MaskingLimits limits;
  private final StreamDeltas settings;
  private final PathSet paths;
  private final int words;
  private final EventNodes nodes = new EventNodes();
  private final DeltaNames name = new DeltaNames();
  private final Decoded decoded = new Decoded();
  private final FoundDeltas found = new FoundDeltas();
  private long[] states;
  private byte[] b = {};
  private int to;
  private int depth;
  private int node;
  private int[] indexes = new int[16];
  private long step;
  private boolean isDelta;
  private boolean isText;
  private boolean isSelected;
  private boolean ending;

  DeltaScan(MaskingLimits limits, StreamDeltas settings) {
    this.limits = limits;
    this.settings = settings;
    List<JsonPath> parsed = settings.paths().stream().map(JsonPath::parse).toList();
    this.paths = new PathSet(parsed, new int[parsed.size()]);
    this.words = paths.words();
    this.states = new long[16 * words];
  }

  /// The strings that were found.
  FoundDeltas found() {
    return found;
  }

  EventNodes nodes() {
    return nodes;
  }

  /// Whether the type of the event says that something is at its end.
  boolean isEnding() {
    return ending;
  }

  /// Looks at the data of an event.
  Found read(byte[] data, int length) {
    b = data;
    to = length;
    found.clear();
    depth = 0;
    node = EventNodes.NONE;
    ending = false;
    step = 0;
    isDelta = false;
    isText = false;
    isSelected = false;
    nodes.clear();
    if (words > 0) {
      paths.begin(states, 0);
    }
    int p = JsonTokens.spacesEnd(b, to, 0);
    if (p == to || (b[p] != '{' && b[p] != '[' && b[p] != '"')) {
      return Found.NO_JSON;
    }
    boolean object = b[p] == '{';
    p = values(p);
    boolean whole = p >= 0 && JsonTokens.spacesEnd(b, to, p) == to;
    if (!whole) {
      nodes.clear();
      found.clear();
      ending = false;
      return p >= 0 && object ? Found.JSON_AND_MORE : Found.NO_JSON;
    }
    nodes.end();
    return Found.JSON;
  }

  /// The end of the value at `start`, or -1 where it is none.
  private int values(int start) {
    int p = start;
    boolean due = true;
    while (true) {
      p = JsonTokens.spacesEnd(b, to, p);
      if (p == to) {
        return -1;
      }
      if (due && (b[p] == '{' || b[p] == '[')) {
        p = JsonTokens.spacesEnd(b, to, open(p));
        due = p < to && !isClose(p);
        p = depth > limits.maxDepth() ? -1 : due ? element(p) : p;
      } else if (due) {
        p = scalar(p);
        due = false;
      } else if (b[p] == ',') {
        p = element(p + 1);
        due = true;
      } else {
        p = isClose(p) ? close(p) : -1;
      }
      if (p < 0 || (depth == 0 && !due)) {
        return p;
      }
    }
  }

  private boolean isClose(int p) {
    return b[p] == (nodes.isArray(node) ? ']' : '}');
  }

  private int open(int p) {
    boolean array = b[p] == '[';
    node = nodes.add(node, step, array, isDelta, array && isText);
    if (++depth >= indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * depth);
      states = Arrays.copyOf(states, 2 * depth * words);
    }
    indexes[depth] = -1;
    return p + 1;
  }

  private int close(int p) {
    node = nodes.parent(node);
    depth--;
    return p + 1;
  }

  /// Goes to the next element or member; where its value begins, or -1.
  private int element(int from) {
    isSelected = false;
    if (nodes.isArray(node)) {
      step = nodes.step(node);
      isDelta = false;
      isText = nodes.hasTexts(node);
      if (words > 0) {
        paths.element(states, (depth - 1) * words, depth * words, ++indexes[depth]);
        isSelected = paths.rule(states, depth * words, -1) == 0;
      }
      return from;
    }
    int p = JsonTokens.spacesEnd(b, to, from);
    int quote = p < to && b[p] == '"' ? stringEnd(p) : -1;
    int colon = quote < 0 ? to : JsonTokens.spacesEnd(b, to, quote + 1);
    if (colon == to || b[colon] != ':') {
      return -1;
    }
    boolean escaped = ByteScan.indexOf(b, '\\', p + 1, quote) < quote;
    byte[] text = escaped ? decoded.bytes() : b;
    member(text, escaped ? 0 : p + 1, escaped ? decoded.length() : quote);
    return colon + 1;
  }

  private void member(byte[] text, int from, int end) {
    name.of(text, from, end);
    step = name.hash();
    isDelta = settings.named() && name.isDelta();
    isText = isDelta || (nodes.isInDelta(node) && name.isText());
    if (words > 0) {
      long hash = NameHash.of(text, from, end);
      paths.member(states, (depth - 1) * words, depth * words, text, from, end, hash);
      isSelected = paths.rule(states, depth * words, -1) == 0;
    }
  }

  /// The closing quote of the string that opens at `p`, or -1 where it is malformed.
  private int stringEnd(int p) {
    int q = ByteScan.plainEnd(b, p + 1, to);
    boolean escaped = false;
    while (q < to && b[q] == '\\') {
      escaped = true;
      q = q + 1 < to ? ByteScan.plainEnd(b, q + 2, to) : to;
    }
    boolean ended = q < to && b[q] == '"';
    return ended && (!escaped || decoded.unescape(b, p + 1, q)) ? q : -1;
  }

  private int scalar(int p) {
    if (b[p] == '"') {
      return string(p);
    }
    int end = JsonNumber.digitsEnd(b, p, to);
    while (end < to && JsonNumber.isPart(b[end])) {
      end++;
    }
    if (end == p) {
      return JsonTokens.literalEnd(b, p, to);
    }
    if (depth > 0 && !nodes.isArray(node) && name.isId()) {
      nodes.id(node, step, NameHash.of(b, p, end));
    }
    return JsonNumber.isValid(b, p, end) ? end : -1;
  }

  private int string(int p) {
    int quote = stringEnd(p);
    if (quote < 0) {
      return -1;
    }
    if (depth == 0 ? settings.plain() : isText || isSelected) {
      found.add(p + 1, quote, node, step);
    } else if (depth > 0 && !nodes.isArray(node)) {
      about(p + 1, quote);
    }
    return quote + 1;
  }

  /// Takes what a string says about the texts of its object.
  private void about(int from, int end) {
    if (name.isId()) {
      nodes.id(node, step, NameHash.of(b, from, end));
    } else if (name.isReason() && end > from) {
      nodes.finish(node);
    } else if (name.isType()) {
      nodes.type(node, NameHash.of(b, from, end));
      ending |= depth == 1 && DeltaNames.isEnd(b, from, end);
    }
  }
}

package dev.countersign.masking.detect;

/// Where the values end that names in a text are set to. One object serves many texts in turn.
///
/// Values can begin inside of others, as in `pwd:pwd:pwd:pwd:…` each does that begins there. Where
/// one ends is looked for once for all, and [#isDeep] tells those that are not worth a closer look;
/// so no byte is looked at more than a few times.
final class SetValues {

  private static final int MAX_VALUE = 256;
  private static final int MAX_NAME = 40;
  private static final int DEEP = 4;
  private static final Signs ENDS = Signs.of("\"'`,;<>)]}|\\");

  private int plainFrom;
  private int plainTo;
  private int judgedEnd;
  private int depth;

  /// Begins anew at a place in a text.
  void begin(int from) {
    plainFrom = from;
    plainTo = from;
    judgedEnd = from;
    depth = 0;
  }

  /// The end of a value, or of so much of it as is judged; -1 where it is the call of a function.
  ///
  /// @param before what stands before the value, perhaps a quote
  int end(Text text, int from, int before) {
    int to = Math.min(text.end, from + MAX_VALUE);
    if (before == '"' || before == '\'' || before == '`') {
      return quotedEnd(text, from, to, before);
    }
    int i = Math.min(to, plainEnd(text, from, to));
    if (i < to && text.bytes[i] == '(') {
      return -1;
    }
    boolean stop = i > from && text.at(i - 1) == '.';
    return stop ? i - 1 : i;
  }

  /// The first place from which a value without quotes does not simply go on, if it lies before
  /// `to`.
  private int plainEnd(Text text, int from, int to) {
    if (from < plainFrom || from > plainTo) {
      plainFrom = from;
      plainTo = from;
    }
    while (plainTo < to && !isEnd(text, plainTo, 0) && text.bytes[plainTo] != '(') {
      plainTo++;
    }
    return plainTo;
  }

  private static int quotedEnd(Text text, int from, int to, int quote) {
    int i = from;
    while (i < to && !isEnd(text, i, quote)) {
      i++;
    }
    return i;
  }

  private static boolean isEnd(Text text, int i, int quote) {
    int b = text.bytes[i];
    if (quote != 0) {
      return b == quote || (b == '\\' && text.at(i + 1) == quote) || (b >= 0 && b <= ' ');
    }
    boolean query = b == '&' && isQuery(text, i + 1);
    return query || (b >= 0 && b <= ' ') || ENDS.has(b);
  }

  /// Whether a name and `=` follow, as behind the `&` of a query.
  private static boolean isQuery(Text text, int from) {
    int i = from;
    while (i < from + MAX_NAME && (text.alphanumericAt(i) || text.at(i) == '_')) {
      i++;
    }
    return i > from && text.at(i) == '=';
  }

  /// Whether a value begins inside of one that was judged, that one in one before, and so on. It is
  /// taken for a secret then.
  boolean isDeep(int from, int end) {
    depth = from < judgedEnd ? depth + 1 : 0;
    judgedEnd = Math.max(judgedEnd, end);
    return depth > DEEP;
  }

  /// The end of a value of which so much was judged.
  int wholeEnd(Text text, int judged, int before) {
    int end = judged;
    while (end < text.end && !isEnd(text, end, before == '"' || before == '\'' ? before : 0)) {
      end++;
    }
    return end;
  }
}

package dev.countersign.evidence.holes;

/// Names holes in a JSON text. Goes over it once and stops where it ceases to be JSON; holes from
/// there on have no name then.
final class JsonPlaces {
  private enum Next {
    VALUE,
    NAME,
    COLON,
    COMMA,
    NOTHING
  }

  private static final int WRONG = -1;

  private final byte[] b;
  private final int to;
  private final Marks marks;
  private final int layer;
  private final JsonTrail trail;
  private Next next = Next.VALUE;
  private boolean opened;

  /// @param layer how many layers of JSON already lie around the text
  JsonPlaces(byte[] b, int to, Marks marks, int layer) {
    this.b = b;
    this.to = to;
    this.marks = marks;
    this.layer = layer;
    this.trail = new JsonTrail(b);
  }

  /// Whether all of the bytes are one JSON text.
  static boolean isJson(byte[] body) {
    return new JsonPlaces(body, body.length, Marks.none(), TextPlaces.MAX_LAYERS).read(0);
  }

  /// Goes over the text from `from` on; whether it is one JSON text.
  boolean read(int from) {
    int p = Bytes.spacesEnd(b, from, to);
    while (p < to) {
      int end = token(p);
      if (end == WRONG) {
        return false;
      }
      p = Bytes.spacesEnd(b, end, to);
    }
    if (next == Next.NOTHING) {
      while (marks.endsBy(to)) {
        marks.name("$", Marks.GONE);
      }
    }
    return next == Next.NOTHING;
  }

  private int token(int p) {
    while (marks.endsBy(p)) {
      marks.name(trail.container(), Marks.GONE);
    }
    if (marks.beginsBefore(p)) {
      return WRONG;
    }
    return switch (b[p]) {
      case '{', '[' -> open(p, b[p] == '[');
      case '}', ']' -> close(p, b[p] == ']');
      case ',' -> comma(p);
      case ':' -> next == Next.COLON ? then(Next.VALUE, p + 1) : WRONG;
      case '"' -> quoted(p);
      default -> scalar(p);
    };
  }

  private int then(Next expected, int p) {
    next = expected;
    opened = false;
    return p;
  }

  private int open(int p, boolean array) {
    if (next != Next.VALUE) {
      return WRONG;
    }
    trail.open(array);
    next = array ? Next.VALUE : Next.NAME;
    opened = true;
    return p + 1;
  }

  private int close(int p, boolean array) {
    if (trail.depth() == 0 || trail.inArray() != array || !(opened || next == Next.COMMA)) {
      return WRONG;
    }
    trail.close();
    return afterValue(p + 1);
  }

  private int afterValue(int p) {
    return then(trail.depth() == 0 ? Next.NOTHING : Next.COMMA, p);
  }

  private int comma(int p) {
    if (next != Next.COMMA) {
      return WRONG;
    }
    trail.comma();
    return then(trail.inArray() ? Next.VALUE : Next.NAME, p + 1);
  }

  private int scalar(int p) {
    int end = p;
    while (end < to && isPartOfScalar(b[end])) {
      end++;
    }
    boolean letters = end > p && b[p] >= 'a';
    if (next != Next.VALUE || end == p || (letters && !isLiteral(p, end))) {
      return WRONG;
    }
    nameWhole(end);
    return afterValue(end);
  }

  private boolean isLiteral(int from, int end) {
    return end - from == 4
        ? Bytes.startsWith(b, from, end, "true") || Bytes.startsWith(b, from, end, "null")
        : end - from == 5 && Bytes.startsWith(b, from, end, "false");
  }

  private static boolean isPartOfScalar(byte c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }

  private void nameWhole(int end) {
    while (marks.beginsBefore(end)) {
      marks.name(trail.path(), "");
    }
  }

  private int quoted(int p) {
    int quote = closingQuote(p + 1);
    if (quote == to || (next != Next.NAME && next != Next.VALUE)) {
      return WRONG;
    }
    int end = quote + 1;
    if (next == Next.NAME) {
      trail.member(p + 1, quote);
      while (marks.beginsBefore(end)) {
        marks.name(trail.path(), "name");
      }
      return then(Next.COLON, end);
    }
    if (marks.beginsBefore(end)) {
      value(p, quote);
    }
    return afterValue(end);
  }

  private void value(int p, int quote) {
    String path = trail.path();
    while (marks.beginsBefore(p + 1)) {
      marks.name(path, "");
    }
    if (marks.beginsBefore(quote + 1)) {
      TextPlaces.name(marks, DecodedText.json(b, p + 1, quote), quote, path, layer);
    }
    nameWhole(quote + 1);
  }

  private int closingQuote(int from) {
    int i = from;
    while (i < to && b[i] != '"') {
      i += b[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, to);
  }
}

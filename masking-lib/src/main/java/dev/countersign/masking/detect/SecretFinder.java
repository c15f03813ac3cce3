package dev.countersign.masking.detect;

import java.util.List;

/// Finds passwords, keys and tokens of no known format, by what is said of them: the whole value of
/// a member with such a name; what such a name is set to in text (`password=…`, `"api_key": "…"`,
/// `;AccountKey=…`, `Authorization: Bearer …`); the password of a URL; and words behind one that
/// speaks of a secret, where they are as various as keys are.
///
/// What only stands for a secret is left alone; see [Placeholders].
public final class SecretFinder extends Finder {

  private static final int MIN_LENGTH = 6;
  private static final int MIN_TEXT = 10;
  private static final int MAX_NAME = 40;
  private static final int MAX_GAP = 5;
  private static final int MAX_VALUE = 256;
  private static final int CONTEXT = 32;
  private static final int NEAR = 12;
  private static final int SAID = Topic.SECRET.bit() | Topic.PASSWORD.bit();
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private static final ContextWords WORDS = ContextWords.ALL;
  private static final String[] SCHEMES = {"bearer ", "basic ", "token ", "apikey "};

  private static final Signs OPENING = Signs.of("\"'`([{<");
  private static final Signs CLOSING = Signs.of("\"'`)]}>.,;?");
  private static final Signs BRACKETS = Signs.of("{<([$%#");
  private static final Signs AUTHORITY_ENDS = Signs.of("/?#\"'<>,;)]}|\\");

  private final Variety variety = new Variety();
  private final SetValues values = new SetValues();

  @Override
  public List<Needs> needs() {
    return List.of(
        Needs.length(MIN_TEXT).marks(Shape.SETS | Shape.WORD),
        Needs.length(MIN_TEXT).marks(Shape.GAP | Shape.WORD).digits(1),
        Needs.length(Shape.LONG + MIN_LENGTH).marks(Shape.GAP | Shape.WORD | Shape.LONG_RUN),
        Needs.length(MIN_LENGTH).inContext());
  }

  @Override
  public boolean isMeantBy(MemberName name) {
    return (name.topics() & Topic.SECRET.bit()) != 0;
  }

  @Override
  public int openFrom(Text text, int usual) {
    return Math.min(usual, OpenSecret.of(text));
  }

  @Override
  public boolean find(Text text, int from) {
    if (from == text.begin && isMeantBy(text.member()) && isWholeValue(text)) {
      return hit(text.begin, text.end);
    }
    values.begin(from);
    int word = from;
    boolean joined = false;
    for (int p = from; p < text.end; p += Long.BYTES) {
      long eight = ByteScan.word(text.bytes, p, text.end);
      for (long marks = marks(eight); marks != 0; marks &= marks - 1) {
        int i = p + (Long.numberOfTrailingZeros(marks) >>> 3);
        int b = text.at(i);
        if (b == '=' || b == ':') {
          if (findSet(text, i)) {
            return true;
          }
          joined = true;
        } else if (i < text.end && b >= 0 && b <= ' ') {
          if (!joined && findSaid(text, word, i)) {
            return true;
          }
          word = i + 1;
          joined = false;
        }
      }
    }
    return !joined && findSaid(text, word, text.end);
  }

  /// The top bits of spaces, `=` and `:`, and of some others.
  private static long marks(long word) {
    long gaps = (word - ONES * 0x21) & ~word & TOPS;
    return gaps | ByteScan.zeros(word ^ ONES * '=') | ByteScan.zeros(word ^ ONES * ':');
  }

  private boolean isWholeValue(Text text) {
    int to = Math.min(text.end, text.begin + MAX_VALUE);
    for (int i = text.begin; i < to; i++) {
      if (text.bytes[i] >= 0 && text.bytes[i] <= ' ') {
        return false;
      }
    }
    return isVarious(text, text.begin, text.end, text.member().topics())
        && !Placeholders.is(text, text.begin, text.end);
  }

  /// Looks for what the name before an `=` or `:` is set to.
  private boolean findSet(Text text, int at) {
    if (text.at(at) == ':' && text.at(at + 1) == '/' && text.at(at + 2) == '/') {
      return findInUrl(text, at + 3);
    }
    if (Words.isMarkerColon(text, at)) {
      return false;
    }
    int nameEnd = at;
    while (nameEnd > at - MAX_GAP && isGap(text.at(nameEnd - 1))) {
      nameEnd--;
    }
    int name = nameEnd;
    while (name > nameEnd - MAX_NAME && isName(text.at(name - 1))) {
      name--;
    }
    if (!WORDS.maySayInName(text.bytes, name, nameEnd, Topic.SECRET.bit())) {
      return false;
    }
    int topics = WORDS.inName(text.bytes, name, nameEnd);
    if ((topics & Topic.SECRET.bit()) == 0 || Words.inMarker(text, name)) {
      return false;
    }
    int value = at + 1;
    while (value < at + MAX_GAP && isGap(text.at(value))) {
      value++;
    }
    int quote = text.at(value - 1);
    for (String scheme : SCHEMES) {
      value += Words.says(text, value, scheme) ? scheme.length() : 0;
    }
    int end = values.end(text, value, quote);
    return end > value
        && !Placeholders.is(text, value, end)
        && (values.isDeep(value, end) || isVarious(text, value, end, topics))
        && hit(value, values.wholeEnd(text, end, quote));
  }

  private static boolean isGap(int b) {
    return b == ' ' || b == '"' || b == '\'' || b == '`' || b == '\\' || b == '=' || b == '>'
        || b == ':';
  }

  private static boolean isName(int b) {
    return Ascii.isAlphanumeric(b) || b == '_' || b == '-' || b == '.' || b == ' ' || b < 0;
  }

  private boolean isVarious(Text text, int from, int to, int topics) {
    variety.of(text.bytes, from, to);
    boolean password = (topics & Topic.PASSWORD.bit()) != 0 && variety.isPassword();
    return password || variety.isToken();
  }

  /// Looks for the password between a URL's `//` and its host; where more than one `@` follows, the
  /// host is hidden too, for nobody knows where it begins.
  private boolean findInUrl(Text text, int from) {
    int colon = -1;
    int at = -1;
    int ats = 0;
    int to = Math.min(text.end, from + MAX_VALUE);
    int i = from;
    for (; i < to && !isAuthorityEnd(text.bytes[i]); i++) {
      colon = text.bytes[i] == ':' && colon < 0 ? i : colon;
      at = text.bytes[i] == '@' ? i : at;
      ats += text.bytes[i] == '@' ? 1 : 0;
    }
    boolean some = colon > 0 && at > colon + 4;
    return some && !isManual(text, colon + 1, at) && hit(colon + 1, ats == 1 ? at : i);
  }

  static boolean isAuthorityEnd(int b) {
    return AUTHORITY_ENDS.has(b) || (b >= 0 && b <= ' ');
  }

  private static boolean isManual(Text text, int from, int to) {
    boolean word = to - from <= 8 && (WORDS.at(text, from) & Topic.SECRET.bit()) != 0;
    return (word && !text.digitAt(to - 1)) || Placeholders.is(text, from, to);
  }

  /// Looks whether a word is a secret because of the words before it.
  private boolean findSaid(Text text, int word, int wordEnd) {
    if (wordEnd - word < MIN_LENGTH + 2) {
      return false;
    }
    int from = word;
    int to = wordEnd;
    while (from < to && OPENING.has(text.bytes[from])) {
      from++;
    }
    while (to > from && CLOSING.has(text.bytes[to - 1])) {
      to--;
    }
    boolean few = to - from < MIN_LENGTH + 2 || from - text.begin < MIN_LENGTH;
    if (few || !mayBeVarious(text, from, to)) {
      return false;
    }
    return isSaid(text, from, to)
        && ByteScan.indexOf(text.bytes, '(', from, to) == to
        && !isUuid(text, from, to)
        && !Placeholders.is(text, from, to)
        && hit(from, to);
  }

  /// Whether a word has letters, and digits if it is not long: else no sort of [Variety] that
  /// [#isSaid] asks for can be its.
  private static boolean mayBeVarious(Text text, int from, int to) {
    return text.mayHaveLetter(from, to)
        && (to - from >= Variety.LONG || text.mayHaveDigit(from, to));
  }

  /// The less various the word, the nearer and the clearer must be what is said of it.
  private boolean isSaid(Text text, int from, int to) {
    if (!WORDS.maySayBefore(text, from, CONTEXT, SAID)) {
      return false;
    }
    variety.of(text.bytes, from, to);
    if (variety.isStrongToken()) {
      return (WORDS.before(text, from, CONTEXT) & Topic.SECRET.bit()) != 0;
    }
    int before = text.at(from - 1) == ' ' ? text.at(from - 2) : text.at(from - 1);
    boolean bracketed = BRACKETS.has(before);
    int reach =
        variety.isStrongPassword() ? CONTEXT : variety.isPlainPassword() && !bracketed ? NEAR : 0;
    return reach > 0 && (WORDS.before(text, from, reach) & Topic.PASSWORD.bit()) != 0;
  }

  private static boolean isUuid(Text text, int from, int to) {
    return to - from == 36
        && text.at(from + 8) == '-'
        && text.at(from + 13) == '-'
        && text.at(from + 18) == '-'
        && text.at(from + 23) == '-';
  }
}

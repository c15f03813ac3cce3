package dev.countersign.masking.detect;

import java.util.List;

/// Finds phone numbers: with `+` or `00` and a country code behind which the plan of the country
/// has numbers so long; in the North American grouping `(212) 555-0123`, `212-555-0123`; and any
/// other plausible digits where the member, or the words before or right behind, speak of a phone.
///
/// Dates, years, addresses of the internet, security numbers, prices and digits that hang on
/// something are left alone.
public final class PhoneFinder extends Finder {

  private static final int MIN_DIGITS = 7;
  private static final int MIN_DIGITS_OF_MEMBER = 6;
  private static final int MIN_DIGITS_WITHOUT_CONTEXT = 9;
  private static final int MAX_NATIONAL = 12;
  private static final int MAX_EXTENSION = 6;
  private static final int CONTEXT = 32;

  /// What stands right before digits that are no number by themselves.
  private static final Signs HOLDS = Signs.of("+#$%*@_\\");

  private static final PhonePlans PLANS = PhonePlans.ALL;
  private static final ContextWords WORDS = ContextWords.ALL;

  private final DigitGroups groups = new DigitGroups();

  @Override
  public List<Needs> needs() {
    return List.of(
        Needs.length(MIN_DIGITS).together(MIN_DIGITS_WITHOUT_CONTEXT),
        Needs.length(MIN_DIGITS).together(MIN_DIGITS).marks(Shape.PLUS),
        Needs.length(MIN_DIGITS).together(MIN_DIGITS).marks(Shape.WORD),
        Needs.length(MIN_DIGITS_OF_MEMBER).together(MIN_DIGITS_OF_MEMBER).inContext());
  }

  @Override
  public boolean isMeantBy(MemberName name) {
    return (name.topics() & Topic.PHONE.bit()) != 0;
  }

  @Override
  public boolean find(Text text, int from) {
    groups.begin();
    for (int p = from; p < text.end; p += Long.SIZE) {
      for (long left = text.numbersFrom(p); left != 0; left &= left - 1) {
        int i = p + Long.numberOfTrailingZeros(left);
        int start = begin(text, i, from);
        int end = start < 0 ? -1 : phoneEnd(text, i, start);
        if (end > 0) {
          return hit(start, end);
        }
      }
    }
    return false;
  }

  /// Where the number begins of which `i` is the first digit, or -1 where it can be none.
  private static int begin(Text text, int i, int from) {
    int start = i;
    if (start > from && text.at(start - 1) == '(') {
      start--;
    }
    boolean plus = start > from && text.at(start - 1) == '+';
    if (plus) {
      start--;
    }
    int before = text.at(start - 1);
    if (Ascii.isAlphanumeric(before) || HOLDS.has(before)) {
      return -1;
    }
    boolean hangs = before == '-' || before == '/' || (!plus && (before == '.' || before == ','));
    boolean time = before == ':' && text.digitAt(start - 2);
    boolean number = before == '.' && Ascii.isLetter(text.at(start - 2));
    return time || (hangs && !number && text.alphanumericAt(start - 2)) ? -1 : start;
  }

  private int phoneEnd(Text text, int i, int start) {
    groups.read(text, i);
    boolean plus = text.at(i - 1) == '+' || text.at(i - 2) == '+';
    if (plus || isDoubleZero()) {
      int end = internationalEnd(text, start, plus ? 0 : 2);
      if (end > 0 || plus) {
        return end;
      }
    }
    int end = northAmericanEnd(text, start);
    return end > 0 ? end : nationalEnd(text, start);
  }

  private boolean isDoubleZero() {
    return groups.groups() > 0
        && groups.size(0) >= 2
        && groups.digit(0) == '0'
        && groups.digit(1) == '0';
  }

  private int internationalEnd(Text text, int start, int prefix) {
    int last = groups.groups() - 1;
    if (last < 0) {
      return -1;
    }
    int code = groups.codeLength(PLANS, prefix, groups.count(last));
    if (code == 0) {
      return -1;
    }
    for (int g = last; g >= 0; g--) {
      boolean whole = g == last || groups.gapBefore(g + 1) == ' ';
      if (whole
          && isNational(prefix, prefix + code, g)
          && (prefix == 0 || isWrittenAbroad(text, start, prefix + code, g))) {
        int end = withExtension(text, groups.end(g));
        if (end > 0) {
          return end;
        }
      }
    }
    return -1;
  }

  /// Whether zeros and country code stand by themselves, a North American number in its grouping;
  /// or the words speak of a phone.
  private boolean isWrittenAbroad(Text text, int start, int national, int last) {
    boolean apart = groups.groups() > 1 && (groups.size(0) == 2 || groups.size(0) == national);
    boolean american = national == 3 && groups.digit(2) == '1';
    boolean usual = !american || (last > 2 && groups.size(last) == 4 && groups.size(last - 1) == 3);
    return (last > 0 && apart && usual && !saysOther(text, start)) || isMeant(text, start);
  }

  /// Whether the digits up to the end of a group are a number of the country, with or without a
  /// zero for calls inside it.
  private boolean isNational(int code, int national, int group) {
    int country = groups.number(code, national);
    int end = groups.count(group);
    boolean grouped = group > 0;
    boolean zero = end > national + 1 && groups.digit(national) == '0';
    return isAllowed(country, national, end, grouped)
        || (zero && isAllowed(country, national + 1, end, grouped));
  }

  private boolean isAllowed(int country, int from, int end, boolean grouped) {
    return end - from >= 4
        && PLANS.allows(country, end - from, groups.number(from, from + 2), grouped);
  }

  /// Three, three and four digits, with or without a one before them.
  private int northAmericanEnd(Text text, int start) {
    int one = groups.groups() > 3 && groups.size(0) == 1 && groups.digit(0) == '1' ? 1 : 0;
    if (groups.groups() < one + 3
        || groups.size(one) != 3
        || groups.size(one + 1) != 3
        || groups.size(one + 2) != 4) {
      return -1;
    }
    if (groups.groups() > one + 3 && groups.gapBefore(one + 3) != ' ') {
      return -1;
    }
    int end = withExtension(text, groups.end(one + 2));
    int first = groups.gapBefore(one + 1);
    int second = groups.gapBefore(one + 2);
    boolean bracket = first == ')' && second != ')';
    boolean marked = first == second && (first == '-' || first == '.') && isIssued(one);
    boolean extended = end > groups.end(one + 2);
    return (bracket || marked || extended) && !saysOther(text, start) ? end : -1;
  }

  private static boolean saysOther(Text text, int start) {
    return WORDS.saysOther(text, start, Topic.PHONE.bit() | Topic.CALL.bit());
  }

  /// Areas and exchanges begin with 2 to 9, and no area ends in 11.
  private boolean isIssued(int at) {
    boolean service = groups.digit(at + 1) == '1' && groups.digit(at + 2) == '1';
    return groups.digit(at) >= '2' && groups.digit(at + 3) >= '2' && !service;
  }

  private int nationalEnd(Text text, int start) {
    int last = groups.groups() - 1;
    if (last < 0 || groups.isCut() || hasDigitsBefore(text, start) || !isPlausible(text)) {
      return -1;
    }
    int end = withExtension(text, groups.end(last));
    return end > 0 && isMeant(text, start, end) ? end : -1;
  }

  private static boolean hasDigitsBefore(Text text, int start) {
    return text.at(start - 1) == ' ' && text.digitAt(start - 2);
  }

  private boolean isPlausible(Text text) {
    int last = groups.groups() - 1;
    int count = groups.count(last);
    int min = isMeantByMember(text) ? MIN_DIGITS_OF_MEMBER : MIN_DIGITS;
    return count >= min
        && count <= MAX_NATIONAL
        && !isDate()
        && !isAddress()
        && !isSecurityNumber()
        && !isDecimal()
        && !isOneDigit(count);
  }

  private boolean isDate() {
    int count = groups.groups();
    if (count == 2) {
      return groups.size(0) == 4 && groups.size(1) == 4 && isYear(0) && isYear(4);
    }
    int first = groups.size(0);
    int third = count > 2 ? groups.size(2) : 0;
    return count >= 3
        && groups.gapBefore(1) == groups.gapBefore(2)
        && groups.size(1) <= 2
        && ((first == 4 && third <= 2 && isYear(0))
            || (first <= 2 && third == 4 && isYear(groups.count(1))));
  }

  private boolean isYear(int at) {
    int century = groups.number(at, at + 2);
    return century == 19 || century == 20;
  }

  private boolean isAddress() {
    boolean points = groups.groups() == 4;
    for (int g = 0; g < groups.groups(); g++) {
      points &= groups.size(g) <= 3 && (g == 0 || groups.gapBefore(g) == '.');
    }
    return points;
  }

  private boolean isSecurityNumber() {
    return groups.groups() == 3
        && groups.gapBefore(1) == '-'
        && groups.gapBefore(2) == '-'
        && groups.size(0) == 3
        && groups.size(1) == 2
        && groups.size(2) == 4;
  }

  private boolean isDecimal() {
    return groups.groups() == 2 && groups.gapBefore(1) == '.' && groups.size(1) <= 2;
  }

  private boolean isOneDigit(int count) {
    int i = 1;
    while (i < count && groups.digit(i) == groups.digit(0)) {
      i++;
    }
    return i == count;
  }

  private boolean isMeantByMember(Text text) {
    return isMeantBy(text.member());
  }

  private static boolean isMeant(Text text, int start) {
    return (topics(text, start) & Topic.PHONE.bit()) != 0;
  }

  private boolean isMeant(Text text, int start, int end) {
    int topics = topics(text, start);
    boolean marked =
        groups.groups() > 1
            || groups.digit(0) == '0'
            || (groups.count(0) == 10 && isIssued(0))
            || text.at(start) == '(';
    return (topics & Topic.PHONE.bit()) != 0
        || (marked && ((topics & Topic.CALL.bit()) != 0 || isNamedBehind(text, end)));
  }

  private static int topics(Text text, int start) {
    boolean said = WORDS.maySayBefore(text, start, CONTEXT, Topic.PHONE.bit() | Topic.CALL.bit());
    return text.member().topics() | (said ? WORDS.before(text, start, CONTEXT) : 0);
  }

  /// Whether the word behind a space, a hyphen or a bracket says which phone it is.
  private static boolean isNamedBehind(Text text, int end) {
    int i = end;
    while (i < end + 2 && (text.at(i) == ' ' || text.at(i) == '-' || text.at(i) == '(')) {
      i++;
    }
    return i > end && (WORDS.at(text, i) & Topic.LINE.bit()) != 0;
  }

  /// The end of the number with what is dialled behind it, or -1 where something hangs on it.
  private static int withExtension(Text text, int end) {
    int extension = extensionEnd(text, end);
    if (extension > 0) {
      return extension;
    }
    int after = text.at(end);
    boolean joint = after == ':' || after == '.' || after == '-' || after == '/';
    boolean hangs =
        Ascii.isAlphanumeric(after)
            || after == '%'
            || after == '@'
            || after == '_'
            || (joint && text.digitAt(end + 1));
    return hangs ? -1 : end;
  }

  /// The end of `x123`, `ext. 123` and the like, or -1.
  private static int extensionEnd(Text text, int end) {
    int i = text.at(end) == ' ' ? end + 1 : end;
    if (Words.says(text, i, "ext")) {
      i += text.at(i + 3) == '.' ? 4 : 3;
      i += text.at(i) == ' ' ? 1 : 0;
    } else if (Words.says(text, i, "x")) {
      i++;
    } else {
      return -1;
    }
    int extension = text.digitsEnd(i);
    boolean fits = extension > i && extension <= i + MAX_EXTENSION;
    return fits && !text.alphanumericAt(extension) ? extension : -1;
  }
}

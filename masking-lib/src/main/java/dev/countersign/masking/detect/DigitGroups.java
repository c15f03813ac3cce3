package dev.countersign.masking.detect;

/// Digits in groups, as phone numbers are written: up to eight groups with one space, hyphen, point
/// or slash between two, or with brackets around one. One object serves many texts in turn.
///
/// What begins with the second group of one number has its further groups in common with it; so
/// those that were read stay, and each is read once or twice, however many numbers it may be of.
final class DigitGroups {

  private static final int MAX_GROUPS = 8;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_GAP = 3;
  private static final int KEPT = 128;
  private static final int NOTHING = -1;

  private final byte[] digits = new byte[KEPT * MAX_DIGITS];
  private final int[] starts = new int[KEPT];
  private final int[] ends = new int[KEPT];
  private final int[] counts = new int[KEPT];
  private final byte[] behind = new byte[KEPT];

  /// The first group of the number, and how many digits stand before it.
  private int first;

  private int before;

  /// How many groups and digits have been read, and where the next group begins.
  private int read;

  private int count;
  private int next = NOTHING;

  /// Begins anew in a text.
  void begin() {
    first = 0;
    before = 0;
    read = 0;
    count = 0;
    next = NOTHING;
  }

  /// Reads the groups that begin with the digit at `start`, which lies behind the one of the last
  /// time.
  void read(Text text, int start) {
    while (first < read && starts[first] < start) {
      before = counts[first++];
    }
    if (first == read || starts[first] != start || read > KEPT - MAX_GROUPS) {
      begin();
      next = start;
    }
    boolean more = next >= 0;
    while (more && groups() < MAX_GROUPS) {
      more = add(text) && next >= 0;
    }
  }

  /// Reads the next group; false where the number has too many digits with it.
  private boolean add(Text text) {
    int had = count;
    int end = next;
    while (text.digitAt(end)) {
      if (count - before == MAX_DIGITS) {
        count = had;
        return false;
      }
      digits[count++] = text.bytes[end++];
    }
    starts[read] = next;
    ends[read] = end;
    behind[read] = (byte) text.at(end);
    counts[read++] = count;
    next = next(text, end);
    return true;
  }

  /// The first digit of the next group, or -1.
  private static int next(Text text, int end) {
    int i = end;
    while (i < end + MAX_GAP && isGap(text.at(i))) {
      i++;
    }
    boolean bracket = i > end + 1 && (text.at(i - 1) == '(' || text.at(end) == ')');
    boolean dash = i == end + 3 && text.at(end + 1) == '-' && text.at(end) == ' ';
    return text.digitAt(i) && (i == end + 1 || bracket || dash) ? i : NOTHING;
  }

  private static boolean isGap(int b) {
    return b == ' ' || b == '-' || b == '.' || b == '/' || b == '(' || b == ')';
  }

  /// A digit of the number.
  int digit(int i) {
    return digits[before + i];
  }

  int groups() {
    return read - first;
  }

  /// How many digits there are up to the end of a group.
  int count(int group) {
    return counts[first + group] - before;
  }

  /// How many digits a group has.
  int size(int group) {
    return ends[first + group] - starts[first + group];
  }

  /// Where a group ends in the text.
  int end(int group) {
    return ends[first + group];
  }

  /// What stands behind a group, before the next; 0 before the first.
  int gapBefore(int group) {
    return group == 0 ? 0 : behind[first + group - 1];
  }

  /// Whether more digits follow than a number can have.
  boolean isCut() {
    return next >= 0;
  }

  /// How many of the digits `from` to `to` are a country code.
  int codeLength(PhonePlans plans, int from, int to) {
    return plans.codeLength(digits, before + from, before + to);
  }

  /// The number of the digits `from` to `to`.
  int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + digits[before + i] - '0';
    }
    return number;
  }
}

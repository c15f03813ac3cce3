package dev.countersign.masking.detect;

/// Digits in groups, as phone numbers are written: up to eight groups with one space, hyphen, point
/// or slash between two, or with brackets around one. One object serves many texts in turn.
final class DigitGroups {

  private static final int MAX_GROUPS = 8;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_GAP = 3;

  private final byte[] digits = new byte[MAX_DIGITS];
  private final int[] ends = new int[MAX_GROUPS];
  private final int[] counts = new int[MAX_GROUPS];
  private final int[] gaps = new int[MAX_GROUPS];
  private int groups;
  private boolean cut;

  /// Reads the groups that begin with the digit at `start`.
  void read(Text text, int start) {
    groups = 0;
    cut = false;
    int count = 0;
    int gap = 0;
    int i = start;
    while (i >= 0) {
      int end = text.digitsEnd(i);
      if (groups == MAX_GROUPS || count + end - i > MAX_DIGITS) {
        cut = true;
        return;
      }
      while (i < end) {
        digits[count++] = text.bytes[i++];
      }
      ends[groups] = i;
      counts[groups] = count;
      gaps[groups++] = gap;
      gap = text.at(i);
      i = next(text, i);
    }
  }

  /// The first digit of the next group, or -1.
  private static int next(Text text, int end) {
    int i = end;
    while (i < end + MAX_GAP && isGap(text.at(i))) {
      i++;
    }
    boolean bracket = i > end + 1 && (text.at(i - 1) == '(' || text.at(end) == ')');
    boolean dash = i == end + 3 && text.at(end + 1) == '-' && text.at(end) == ' ';
    return text.digitAt(i) && (i == end + 1 || bracket || dash) ? i : -1;
  }

  private static boolean isGap(int b) {
    return b == ' ' || b == '-' || b == '.' || b == '/' || b == '(' || b == ')';
  }

  byte[] digits() {
    return digits;
  }

  int groups() {
    return groups;
  }

  /// How many digits there are up to the end of a group.
  int count(int group) {
    return counts[group];
  }

  /// How many digits a group has.
  int size(int group) {
    return counts[group] - (group == 0 ? 0 : counts[group - 1]);
  }

  /// Where a group ends in the text.
  int end(int group) {
    return ends[group];
  }

  /// What stands behind a group, before the next; 0 before the first.
  int gapBefore(int group) {
    return gaps[group];
  }

  /// Whether more digits follow than a number can have.
  boolean isCut() {
    return cut;
  }

  /// The number of the digits `from` to `to`.
  int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + digits[i] - '0';
    }
    return number;
  }
}

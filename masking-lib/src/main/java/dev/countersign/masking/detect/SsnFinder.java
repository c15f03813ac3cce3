package dev.countersign.masking.detect;

import java.util.List;

/// Finds US social security numbers: `ddd-dd-dddd`, and, where the member's name or the words
/// before say so, also with spaces or dots, or bare.
///
/// Areas 000, 666 and 900–999, group 00 and serial 0000 are never issued (SSA, randomization of
/// 2011), so they are no hits.
public final class SsnFinder extends Finder {

  private static final int STRIDE = 48;
  private static final long FIRST = (1L << STRIDE) - 1;
  private static final int CONTEXT = 40;

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(9).together(9));
  }

  @Override
  public boolean find(Text text, int from) {
    for (int p = from; p < text.end; p += STRIDE) {
      for (long left = starts(text.digitsFrom(p)); left != 0; left &= left - 1) {
        int i = p + Long.numberOfTrailingZeros(left);
        int ssnEnd = hangsOnSomething(text, i) ? -1 : ssnEnd(text, i, text.digitsEnd(i));
        if (ssnEnd > 0) {
          return hit(i, ssnEnd);
        }
      }
    }
    return false;
  }

  /// Where nine digits stand together, or three, two and four with signs between, of which all can
  /// be seen.
  private static long starts(long digits) {
    if (digits == 0) {
      return 0;
    }
    long twos = digits & digits >>> 1;
    long fours = twos & twos >>> 2;
    long nine = fours & fours >>> 4 & digits >>> 8 & ~(digits >>> 9);
    long three = twos & digits >>> 2 & ~(digits >>> 3);
    long grouped = three & twos >>> 4 & ~(digits >>> 6) & fours >>> 7 & ~(digits >>> 11);
    return (nine | grouped) & FIRST;
  }

  private static boolean hangsOnSomething(Text text, int i) {
    int before = text.at(i - 1);
    return text.alphanumericAt(i - 1)
        || ((before == '-' || before == '.') && text.alphanumericAt(i - 2))
        || text.starsBefore(i);
  }

  private static boolean somethingHangsOn(Text text, int end) {
    int after = text.at(end);
    return text.alphanumericAt(end)
        || ((after == '-' || after == '.') && text.alphanumericAt(end + 1));
  }

  private static int ssnEnd(Text text, int start, int runEnd) {
    int separator = text.at(runEnd);
    boolean plain = runEnd - start == 9;
    boolean separated =
        runEnd - start == 3 && (separator == '-' || separator == ' ' || separator == '.');
    int end = plain ? runEnd : start + 11;
    if (!plain && !(separated && isGrouped(text, start, separator))) {
      return -1;
    }
    int gap = plain ? 0 : 1;
    if (somethingHangsOn(text, end) || !isIssued(text, start, gap)) {
      return -1;
    }
    return (separator == '-' && !plain) || isMeant(text, start, end) ? end : -1;
  }

  private static boolean isGrouped(Text text, int start, int separator) {
    return text.digitsEnd(start + 4) == start + 6
        && text.at(start + 6) == separator
        && text.digitsEnd(start + 7) == start + 11;
  }

  private static boolean isIssued(Text text, int start, int gap) {
    int area = number(text, start, 3);
    int group = number(text, start + 3 + gap, 2);
    int serial = number(text, start + 5 + 2 * gap, 4);
    return area != 0 && area != 666 && area < 900 && group != 0 && serial != 0;
  }

  private static int number(Text text, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      number = number * 10 + text.at(i) - '0';
    }
    return number;
  }

  private static boolean isMeant(Text text, int start, int end) {
    return (text.isWhole(start, end) && text.member().meansSsn()) || saidBefore(text, start);
  }

  private static boolean saidBefore(Text text, int start) {
    return Words.before(text, start, CONTEXT, "ssn")
        || Words.before(text, start, CONTEXT, "social security")
        || Words.before(text, start, CONTEXT, "social sec");
  }
}

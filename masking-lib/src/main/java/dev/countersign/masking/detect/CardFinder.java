package dev.countersign.masking.detect;

import java.util.List;

/// Finds payment card numbers: an issuer's prefix and length, Luhn's check digit, and either no
/// separators or one of the groupings that cards are printed in.
///
/// Digits that hang on a letter, or on a decimal point, are no card; nor is a bare number that is
/// the whole value of a member such as `order_id` or `ean`.
public final class CardFinder extends Finder {

  /// The sizes of the groups, a hexadecimal digit each.
  private static final int[] GROUPINGS = {0x44443, 0x4444, 0x465, 0x464, 0x445, 0x6d};

  private static final int MOST_GROUPS = 5;
  private static final int LARGEST_GROUP = 13;
  private static final int MOST_DIGITS = 19;

  private final byte[] digits = new byte[MOST_DIGITS];

  /// The sizes of so many first groups, the digits in them, and where they end.
  private final int[] sizes = new int[MOST_GROUPS];

  private final int[] counts = new int[MOST_GROUPS];
  private final int[] ends = new int[MOST_GROUPS];

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(13).together(13));
  }

  @Override
  public boolean find(Text text, int from) {
    for (int p = from; p < text.end; p += Long.SIZE) {
      for (long left = text.numbersFrom(p); left != 0; left &= left - 1) {
        int i = p + Long.numberOfTrailingZeros(left);
        int cardEnd = hangsOnSomething(text, i) ? -1 : cardEnd(text, i);
        if (cardEnd > 0) {
          return hit(i, cardEnd);
        }
      }
    }
    return false;
  }

  private int cardEnd(Text text, int i) {
    int runEnd = text.digitsEnd(i);
    int bare = bare(text, i, runEnd);
    return bare > 0 ? bare : grouped(text, i, runEnd);
  }

  private static boolean hangsOnSomething(Text text, int i) {
    int before = text.at(i - 1);
    return text.alphanumericAt(i - 1) || (before == '.' && text.digitAt(i - 2));
  }

  private static boolean somethingHangsOn(Text text, int end) {
    return text.alphanumericAt(end) || (text.at(end) == '.' && text.digitAt(end + 1));
  }

  private int bare(Text text, int start, int end) {
    int length = end - start;
    if (length < 13 || length > 19 || somethingHangsOn(text, end)) {
      return -1;
    }
    System.arraycopy(text.bytes, start, digits, 0, length);
    boolean card = isCard(length) && !(text.isWhole(start, end) && text.member().meansNoCard());
    return card ? end : -1;
  }

  private int grouped(Text text, int start, int runEnd) {
    int length = runEnd - start;
    int separator = text.at(runEnd);
    boolean separated = separator == ' ' || separator == '-' || separator == '.';
    if ((length != 4 && length != 6) || !separated || text.starsBefore(start)) {
      return -1;
    }
    if (separator != ' ' && text.at(start - 1) == separator && text.alphanumericAt(start - 2)) {
      return -1;
    }
    if (!Issuers.mayBegin(text.at(start), text.at(start + 1))) {
      return -1;
    }
    int groups = readGroups(text, start, separator);
    for (int grouping : GROUPINGS) {
      for (int group = 1; group < groups; group++) {
        if (sizes[group] == grouping && isGrouped(text, group, separator)) {
          return ends[group];
        }
      }
    }
    return -1;
  }

  /// Reads groups of digits with one separator between two; tells how many.
  private int readGroups(Text text, int start, int separator) {
    int groups = 0;
    int count = 0;
    int sizesSoFar = 0;
    int i = start;
    while (groups < MOST_GROUPS) {
      int end = text.digitsEnd(i);
      int size = end - i;
      if (size == 0 || size > LARGEST_GROUP || count + size > MOST_DIGITS) {
        break;
      }
      while (i < end) {
        digits[count++] = text.bytes[i++];
      }
      sizesSoFar = sizesSoFar << 4 | size;
      sizes[groups] = sizesSoFar;
      counts[groups] = count;
      ends[groups++] = end;
      if (text.at(i++) != separator) {
        break;
      }
    }
    return groups;
  }

  private boolean isGrouped(Text text, int group, int separator) {
    int end = ends[group];
    boolean goesOn = separator != ' ' && text.at(end) == separator && text.alphanumericAt(end + 1);
    return !goesOn && !text.alphanumericAt(end) && isCard(counts[group]);
  }

  private boolean isCard(int length) {
    int prefix = 0;
    for (int i = 0; i < 6; i++) {
      prefix = prefix * 10 + digits[i] - '0';
    }
    return Issuers.issue(prefix, length) && luhn(length);
  }

  private boolean luhn(int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = digits[length - 1 - i] - '0';
      int weighted = (i & 1) == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}

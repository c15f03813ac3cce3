package dev.countersign.masking.detect;

import java.util.List;

/// Finds payment card numbers: an issuer's prefix and length, Luhn's check digit, and either no
/// separators or one of the groupings that cards are printed in.
///
/// Digits that hang on a letter, or on a decimal point, are no card; nor is a bare number that is
/// the whole value of a member such as `order_id` or `ean`.
public final class CardFinder extends Finder {

  private static final int[][] GROUPINGS = {
    {4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}, {4, 4, 5}, {6, 13},
  };

  private final byte[] digits = new byte[19];

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(13).together(13));
  }

  @Override
  public boolean find(Text text, int from) {
    int i = text.nextNumber(from);
    while (i < text.end) {
      int runEnd = text.digitsEnd(i);
      if (!hangsOnSomething(text, i)) {
        int end = bare(text, i, runEnd);
        end = end > 0 ? end : grouped(text, i, runEnd);
        if (end > 0) {
          return hit(i, end);
        }
      }
      i = text.nextNumber(runEnd);
    }
    return false;
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
    for (int[] grouping : GROUPINGS) {
      int end = grouped(text, start, separator, grouping);
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }

  private int grouped(Text text, int start, int separator, int[] grouping) {
    int length = 0;
    int i = start;
    for (int group : grouping) {
      if (i > start && text.at(i++) != separator) {
        return -1;
      }
      for (int end = i + group; i < end; i++) {
        if (!text.digitAt(i)) {
          return -1;
        }
        digits[length++] = text.bytes[i];
      }
    }
    boolean goesOn = separator != ' ' && text.at(i) == separator && text.alphanumericAt(i + 1);
    return goesOn || text.alphanumericAt(i) || !isCard(length) ? -1 : i;
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

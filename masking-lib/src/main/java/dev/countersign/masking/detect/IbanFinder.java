package dev.countersign.masking.detect;

import java.util.List;

/// Finds international bank account numbers (ISO 13616): a country of the registry, its length, and
/// check digits by which the number is 1 modulo 97 (ISO 7064). In one piece or in groups of four.
public final class IbanFinder extends Finder {

  private static final int MIN_DIGITS = 9;

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(IbanLengths.MIN).digits(MIN_DIGITS).marks(Shape.CODE));
  }

  @Override
  public boolean find(Text text, int from) {
    int i = text.nextDigit(Math.max(from + 2, text.begin + 2));
    while (i < text.end) {
      int end = isBegin(text, i - 2) ? ibanEnd(text, i - 2) : -1;
      if (end > 0) {
        return hit(i - 2, end);
      }
      i = text.nextDigit(text.digitsEnd(i));
    }
    return false;
  }

  private static boolean isBegin(Text text, int i) {
    return Ascii.isLetter(text.at(i))
        && Ascii.isLetter(text.at(i + 1))
        && text.digitAt(i + 3)
        && !text.alphanumericAt(i - 1);
  }

  private static int ibanEnd(Text text, int start) {
    int length = IbanLengths.of(text.at(start) & ~0x20, text.at(start + 1) & ~0x20);
    if (length == 0) {
      return -1;
    }
    int separator = text.at(start + 4);
    boolean grouped = separator == ' ' || separator == '-';
    int end = start + length + (grouped ? (length - 1) / 4 : 0);
    boolean whole = end <= text.end && !text.alphanumericAt(end);
    return whole && remainder(text, start, end, grouped ? separator : -1) == 1 ? end : -1;
  }

  /// The remainder modulo 97 with the first four characters moved to the end; -1 where a character
  /// or a group is wrong.
  private static int remainder(Text text, int start, int end, int separator) {
    int rest = 0;
    int digits = 0;
    for (int i = start + 4; i < end; i++) {
      boolean gap = separator > 0 && (i - start) % 5 == 4;
      int b = text.at(i);
      if (gap ? b != separator : !Ascii.isAlphanumeric(b)) {
        return -1;
      }
      digits += Ascii.isDigit(b) ? 1 : 0;
      rest = gap ? rest : shifted(rest, b);
    }
    for (int i = start; i < start + 4; i++) {
      rest = shifted(rest, text.at(i));
    }
    return digits >= MIN_DIGITS - 2 ? rest : -1;
  }

  private static int shifted(int rest, int b) {
    return Ascii.isDigit(b)
        ? (rest * 10 + b - '0') % 97
        : (rest * 100 + (b | 0x20) - 'a' + 10) % 97;
  }
}

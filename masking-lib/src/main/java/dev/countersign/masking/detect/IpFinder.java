package dev.countersign.masking.detect;

import java.util.List;

/// Finds addresses of the internet: IPv4 as four decimals without leading zeros, IPv6 in the forms
/// of RFC 4291 §2.2.
///
/// Four decimals are no address where a letter or a further number hangs on them, where they are
/// the loopback address, a mask or end in `.0.0.0`, where the member or the word before says
/// `version`, or the word before `section`. A compressed IPv6 address needs a digit and three
/// groups, or two of which the first has three characters.
public final class IpFinder extends Finder {

  private static final int MIN_LENGTH = 7;
  private static final int MAX_LABEL = 32;
  private static final int CONTEXT = 10;
  private static final long ONES = 0x0101_0101_0101_0101L;

  @Override
  public List<Needs> needs() {
    return List.of(
        Needs.length(MIN_LENGTH).together(4).marks(Shape.THREE_DOTS),
        Needs.length(MIN_LENGTH).marks(Shape.COLON_PAIR),
        Needs.length(MIN_LENGTH).marks(Shape.SEVEN_COLONS));
  }

  @Override
  public boolean find(Text text, int from) {
    for (int p = from; p < text.end; p += Long.BYTES) {
      long eight = ByteScan.word(text.bytes, p, text.end);
      for (long marks = marks(eight); marks != 0; marks &= marks - 1) {
        int i = p + (Long.numberOfTrailingZeros(marks) >>> 3);
        int b = text.at(i);
        if ((b == ':' && findV6Before(text, i, from))
            || (b == '.' && findV4Before(text, i, from))) {
          return true;
        }
      }
    }
    return false;
  }

  /// The top bits of dots and colons, and of some others.
  private static long marks(long word) {
    return ByteScan.zeros(word ^ ONES * '.') | ByteScan.zeros(word ^ ONES * ':');
  }

  /// Looks for an address with a token that goes up to a colon.
  private boolean findV6Before(Text text, int colon, int from) {
    int token = colon;
    while (token > Math.max(from, colon - MAX_LABEL) && text.alphanumericAt(token - 1)) {
      token--;
    }
    return !isPart(text.at(token - 1)) && findV6(text, token);
  }

  /// Looks for an address of which the first decimal goes up to a dot.
  private boolean findV4Before(Text text, int dot, int from) {
    int first = dot;
    while (first > Math.max(from, dot - 3) && text.digitAt(first - 1)) {
      first--;
    }
    return first < dot && !hangsBefore(text, first) && findV4(text, first);
  }

  private static boolean isPart(int b) {
    return Ascii.isAlphanumeric(b) || b == ':' || b == '.';
  }

  private boolean findV4(Text text, int i) {
    int end = v4End(text, i);
    return end > 0 && !hangsAfter(text, end) && isMeant(text, i, end) && hit(i, end);
  }

  private static boolean hangsBefore(Text text, int i) {
    int before = text.at(i - 1);
    return Ascii.isAlphanumeric(before)
        || (before == '.' && text.alphanumericAt(i - 2))
        || ((before == '-' || before == '_') && Ascii.isLetter(text.at(i - 2)));
  }

  private static boolean hangsAfter(Text text, int end) {
    int after = text.at(end);
    return Ascii.isAlphanumeric(after)
        || (after == '.' && text.alphanumericAt(end + 1))
        || ((after == '-' || after == '_') && Ascii.isLetter(text.at(end + 1)));
  }

  /// The end of four decimals of 0 to 255, or -1.
  private static int v4End(Text text, int start) {
    int i = start;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && text.at(i++) != '.') {
        return -1;
      }
      int value = 0;
      int first = i;
      while (i < first + 4 && text.digitAt(i)) {
        value = value * 10 + text.at(i++) - '0';
      }
      boolean padded = i > first + 1 && text.at(first) == '0';
      if (i == first || padded || value > 255) {
        return -1;
      }
    }
    return i;
  }

  private static boolean isMeant(Text text, int start, int end) {
    return !isNobody(text, start, end) && !isVersion(text, start) && !Words.inMarker(text, start);
  }

  private static boolean isNobody(Text text, int start, int end) {
    boolean loopback = end - start == 9 && Words.says(text, start, "127.0.0.1");
    return loopback || Words.says(text, start, "255.255.") || isNetwork(text, end);
  }

  private static boolean isNetwork(Text text, int end) {
    return text.at(end - 1) == '0'
        && text.at(end - 2) == '.'
        && text.at(end - 3) == '0'
        && text.at(end - 4) == '.'
        && text.at(end - 5) == '0'
        && text.at(end - 6) == '.';
  }

  private static boolean isVersion(Text text, int start) {
    return text.member().contains("version")
        || Words.before(text, start, CONTEXT, "version")
        || Words.before(text, start, CONTEXT, "ver")
        || Words.before(text, start, 2, "v")
        || Words.before(text, start, CONTEXT, "section")
        || isSectionSign(text, start);
  }

  /// Whether a § stands before, with or without a space.
  private static boolean isSectionSign(Text text, int start) {
    int before = text.at(start - 1) == ' ' ? start - 2 : start - 1;
    return text.at(before) == (byte) 0xa7 && text.at(before - 1) == (byte) 0xc2;
  }

  /// Looks for an address where a token begins, or behind the label with which it begins.
  private boolean findV6(Text text, int token) {
    int label = labelEnd(text, token);
    int start = hexEnd(text, token) == label && label <= token + 4 ? token : label + 1;
    if (text.at(label) != ':' || (start > token && text.at(start) == ':')) {
      return false;
    }
    int end = v6End(text, start);
    return end > 0 && !text.alphanumericAt(end) && !goesOn(text, end) && hit(start, end);
  }

  private static int labelEnd(Text text, int token) {
    int i = token;
    while (i < token + MAX_LABEL && text.alphanumericAt(i)) {
      i++;
    }
    return i;
  }

  private static boolean goesOn(Text text, int end) {
    int after = text.at(end);
    return (after == ':' || after == '.') && isPart(text.at(end + 1));
  }

  private static int hexEnd(Text text, int i) {
    int end = i;
    while (end < i + 5 && isHex(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean hasDigit(Text text, int from, int to) {
    int i = from;
    while (i < to && !text.digitAt(i)) {
      i++;
    }
    return i < to;
  }

  private static boolean isHex(int b) {
    return Ascii.isDigit(b) || ((b | 0x20) >= 'a' && (b | 0x20) <= 'f');
  }

  /// The end of the groups that begin at `start`, or -1 where they are no address.
  private static int v6End(Text text, int start) {
    int groups = 0;
    int pairs = 0;
    boolean digit = false;
    boolean gap = text.at(start) == ':' && text.at(start + 1) == ':';
    int i = gap ? start + 2 : start;
    while (true) {
      int end = hexEnd(text, i);
      if (text.at(end) == '.' && v4End(text, i) > 0) {
        i = v4End(text, i);
        groups += 2;
        digit = true;
        break;
      }
      if (end == i || end > i + 4) {
        break;
      }
      digit |= hasDigit(text, i, end);
      pairs += end - i == 2 ? 1 : 0;
      groups++;
      i = end;
      if (text.at(i) != ':' || groups == 8) {
        break;
      }
      if (text.at(i + 1) == ':' && !gap) {
        gap = true;
        i += 2;
      } else if (isHex(text.at(i + 1))) {
        i++;
      } else {
        break;
      }
    }
    boolean enough = groups >= 3 || (groups == 2 && hexEnd(text, start) >= start + 3);
    boolean address = gap ? digit && groups <= 7 && enough : groups == 8 && pairs < 8;
    return address ? i : -1;
  }
}

package dev.countersign.masking.detect;

import java.util.List;

/// Finds e-mail addresses: from each `@` back over the local part and on over the domain.
///
/// The local part takes ASCII letters, digits and `._%+-'` and letters of other alphabets;
/// ideographs only where one stands before the `@` and digits at most between. The domain needs a
/// last label of two letters. Quoted local parts and address literals are not found.
public final class EmailFinder extends Finder {

  private static final int MAX_OPEN = 512;

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(6).marks(Shape.AT));
  }

  /// With an `@` in the last word it is open from the local part on, however long the domain.
  @Override
  public int openFrom(Text text, int usual) {
    int first = -1;
    int from = Math.max(text.begin, text.end - MAX_OPEN);
    for (int i = text.end - 1; i >= from && isPart(text.bytes[i]); i--) {
      first = text.bytes[i] == '@' ? i : first;
    }
    return first < 0 ? usual : Math.min(usual, localStart(text, first, from));
  }

  @Override
  public boolean find(Text text, int from) {
    int at = ByteScan.indexOf(text.bytes, '@', from, text.end);
    while (at < text.end) {
      int start = localStart(text, at, from);
      int end = start < at ? domainEnd(text, at + 1) : -1;
      if (end > 0) {
        return hit(start, withFurtherAts(text, end));
      }
      at = ByteScan.indexOf(text.bytes, '@', at + 1, text.end);
    }
    return false;
  }

  private static boolean isPart(byte b) {
    return b == '@' || isDomain(b) || isLocal(b);
  }

  private static int localStart(Text text, int at, int from) {
    int name = at;
    while (name > from && Ascii.isDigit(text.bytes[name - 1])) {
      name--;
    }
    boolean ideographs = name > from && leadBefore(text, name, from) >= 0xe3;
    int start = at;
    while (start > from) {
      byte b = text.bytes[start - 1];
      if (b >= 0 ? !isLocal(b) : !isLetterLead(leadBefore(text, start, from), ideographs)) {
        break;
      }
      start = b >= 0 ? start - 1 : leadIndex(text, start, from);
    }
    while (start < at && isTrimmed(text.bytes[start])) {
      start++;
    }
    return start;
  }

  private static boolean isLocal(int b) {
    return Ascii.isAlphanumeric(b)
        || b == '.'
        || b == '_'
        || b == '-'
        || b == '+'
        || b == '%'
        || b == '\'';
  }

  private static boolean isTrimmed(int b) {
    return b == '.' || b == '-' || b == '\'' || b == '%' || b == '+';
  }

  private static int leadIndex(Text text, int after, int from) {
    int i = after - 1;
    while (i > from && (text.bytes[i] & 0xc0) == 0x80) {
      i--;
    }
    return i;
  }

  private static int leadBefore(Text text, int after, int from) {
    return text.bytes[leadIndex(text, after, from)] & 0xff;
  }

  private static boolean isLetterLead(int lead, boolean ideographs) {
    return lead >= 0xc3 && lead <= (ideographs ? 0xed : 0xe1);
  }

  private static int domainEnd(Text text, int from) {
    int end = -1;
    int label = from;
    boolean first = true;
    while (label < text.end) {
      int next = labelEnd(text, label);
      if (next == label) {
        break;
      }
      if (!first && isTopLevel(text, label, next)) {
        end = next;
      }
      if (text.at(next) != '.') {
        break;
      }
      first = false;
      label = next + 1;
    }
    return end;
  }

  private static int labelEnd(Text text, int from) {
    int i = from;
    while (i < text.end && isDomain(text.bytes[i])) {
      i++;
    }
    while (i > from && text.bytes[i - 1] == '-') {
      i--;
    }
    return i;
  }

  private static boolean isDomain(byte b) {
    return Ascii.isAlphanumeric(b) || b == '-' || b < 0;
  }

  private static boolean isTopLevel(Text text, int from, int to) {
    int first = text.bytes[from];
    return to - from >= 2 && !Ascii.isDigit(first) && !Ascii.isDigit(text.bytes[from + 1]);
  }

  /// In `a@b.org@c` nothing of either address may be left.
  private static int withFurtherAts(Text text, int end) {
    int i = end;
    while (text.at(i) == '@') {
      i++;
      while (i < text.end && (isDomain(text.bytes[i]) || text.bytes[i] == '.')) {
        i++;
      }
    }
    return i;
  }
}

package dev.countersign.masking.detect;

import java.util.List;

/// Finds compact JWS and JWE tokens (RFC 7515, RFC 7516): base64url parts joined by dots, of which
/// the first begins as JSON does (`eyJ`).
public final class JwtFinder extends Finder {

  private static final int MIN_PART = 10;

  @Override
  public List<Needs> needs() {
    return List.of(Needs.length(2 * MIN_PART).marks(Shape.CAPITAL_J));
  }

  @Override
  public boolean find(Text text, int from) {
    int capital = ByteScan.indexOf(text.bytes, 'J', from, text.end);
    while (capital < text.end) {
      int start = capital - 2;
      int header = partEnd(text, capital);
      if (start >= from && begins(text, start) && isToken(text, start, header)) {
        return hit(start, tokenEnd(text, header));
      }
      capital = ByteScan.indexOf(text.bytes, 'J', header, text.end);
    }
    return false;
  }

  @Override
  public int openFrom(Text text, int usual) {
    int open = usual;
    for (int i = text.end - 1; i >= text.begin && isTokenByte(text.bytes[i]); i--) {
      boolean begin = text.bytes[i] == 'J' && i - 2 >= text.begin && begins(text, i - 2);
      open = begin ? Math.min(open, i - 2) : open;
    }
    return open;
  }

  private static boolean isTokenByte(byte b) {
    return b == '.' || Ascii.isBase64Url(b);
  }

  private static boolean begins(Text text, int start) {
    return text.bytes[start] == 'e'
        && text.bytes[start + 1] == 'y'
        && !Ascii.isBase64Url(text.at(start - 1));
  }

  private static boolean isToken(Text text, int start, int header) {
    int payload = partEnd(text, header + 1);
    return header - start >= MIN_PART && text.at(header) == '.' && text.at(payload) == '.';
  }

  private static int partEnd(Text text, int i) {
    while (i < text.end && Ascii.isBase64Url(text.bytes[i])) {
      i++;
    }
    return i;
  }

  private static int tokenEnd(Text text, int header) {
    int end = header;
    while (text.at(end) == '.') {
      end = partEnd(text, end + 1);
    }
    return end;
  }
}

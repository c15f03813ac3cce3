package dev.countersign.masking.detect;

/// Finds compact JWS and JWE tokens (RFC 7515, RFC 7516): base64url parts joined by dots, of which
/// the first begins as JSON does (`eyJ`).
public final class JwtFinder extends Finder {

  private static final int MIN_PART = 10;

  @Override
  public boolean canBeIn(Shape shape) {
    return shape.length() >= 2 * MIN_PART;
  }

  @Override
  public boolean find(Text text, int from) {
    int last = text.end - 2 * MIN_PART;
    for (int i = from; i <= last; i++) {
      if (text.bytes[i] == 'e'
          && text.bytes[i + 1] == 'y'
          && text.bytes[i + 2] == 'J'
          && !Ascii.isBase64Url(text.at(i - 1))) {
        int header = partEnd(text, i);
        if (isToken(text, i, header)) {
          return hit(i, tokenEnd(text, header));
        }
        i = header;
      }
    }
    return false;
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

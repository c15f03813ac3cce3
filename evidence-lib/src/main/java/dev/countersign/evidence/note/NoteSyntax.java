package dev.countersign.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The lexical rules of C2SP `signed-note`.
final class NoteSyntax {
  private NoteSyntax() {}

  static String requireName(String name) {
    if (name.isEmpty() || name.indexOf('+') >= 0 || name.codePoints().anyMatch(NoteSyntax::blank)) {
      throw new MalformedNoteException("key name: empty, or holds a space or a plus sign");
    }
    return name;
  }

  private static boolean blank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /// Text without control characters other than newline that ends in one.
  static String requireText(String text) {
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("note text: does not end in a newline");
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedNoteException("note: holds a control character");
    }
    return text;
  }

  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNoteException("note: not UTF-8");
    }
  }

  /// Standard Base64 with padding and no loose bits: one text for one value.
  static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("note: not Base64: " + e.getMessage());
    }
    throw new MalformedNoteException("note: Base64 is not canonical");
  }
}

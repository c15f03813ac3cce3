package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// Bytes as text, strictly.
final class Utf8Text {

  private Utf8Text() {}

  /// The text, or null where the bytes are not UTF-8.
  static @Nullable String of(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}

package dev.countersign.replay.recording;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Decides which frames are text: a type made of text, in UTF-8, and bytes that are UTF-8.
///
/// A frame that ends within a character is not text, though the whole message may be.
final class FrameText {
  private static final Set<String> TEXT_SUBTYPES =
      Set.of("json", "xml", "x-ndjson", "ndjson", "yaml", "javascript", "x-www-form-urlencoded");
  private static final Set<String> TEXT_SUFFIXES = Set.of("json", "xml", "yaml");

  private FrameText() {}

  /// The text of the bytes, or null where they are not text.
  static @Nullable String of(String contentType, byte[] content) {
    if (!isText(contentType)) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isText(String contentType) {
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      return isUtf8(type.getCharset()) && (isPlainText(type) || isTextual(type));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static boolean isPlainText(MediaType type) {
    return type.getType().equals("text");
  }

  private static boolean isTextual(MediaType type) {
    String suffix = type.getSubtypeSuffix();
    return type.getType().equals("application")
        && (TEXT_SUBTYPES.contains(type.getSubtype())
            || (suffix != null && TEXT_SUFFIXES.contains(suffix)));
  }

  private static boolean isUtf8(@Nullable Charset charset) {
    return charset == null
        || charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII);
  }
}

package dev.countersign.gateway.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A JSON document that has one meaning only, together with its canonical bytes.
///
/// Reading is stricter than RFC 8259 wherever two readers could disagree: no byte order mark, no
/// invalid UTF-8, no lone surrogates, no U+0000, no member twice (also not in another case), no
/// number that a signed 64 bit integer or a double cannot hold exactly, nothing before or after.
///
/// The canonical bytes are the document with insignificant white space removed and strings escaped
/// only where they must be; members keep their order and numbers their digits. Immutable.
public final class JsonDocument {
  private final @Nullable Object value;
  private final String canonical;
  private final boolean holdsNull;

  JsonDocument(@Nullable Object value, String canonical, boolean holdsNull) {
    this.value = value;
    this.canonical = canonical;
    this.holdsNull = holdsNull;
  }

  /// Reads one document.
  ///
  /// @throws ArgumentsRefused when the bytes are anything else
  public static JsonDocument parse(byte[] bytes, JsonLimits limits) {
    if (bytes.length > limits.maxBytes()) {
      throw new ArgumentsRefused(
          ArgumentsRefused.Fault.TOO_LARGE,
          "body: %d bytes (expected: at most %d)".formatted(bytes.length, limits.maxBytes()));
    }
    return new JsonReader(decode(bytes), limits).read();
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException _) {
      throw new ArgumentsRefused(
          ArgumentsRefused.Fault.INVALID_ENCODING, "body: not valid UTF-8 (expected: UTF-8)");
    }
  }

  /// The tree: unmodifiable `Map<String, Object>` and `List<Object>`, `String`, `Long`, `Double`,
  /// `Boolean` or null.
  public @Nullable Object value() {
    return value;
  }

  /// Whether a JSON null stands anywhere in the document.
  public boolean holdsNull() {
    return holdsNull;
  }

  /// A copy of the canonical bytes in UTF-8.
  public byte[] canonicalBytes() {
    return canonical.getBytes(StandardCharsets.UTF_8);
  }

  String canonicalText() {
    return canonical;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonDocument that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /// Names no value, so that a document never reaches a log by accident.
  @Override
  public String toString() {
    return "JsonDocument[%d characters]".formatted(canonical.length());
  }
}

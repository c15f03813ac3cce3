package dev.countersign.service.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON objects that others signed: UTF-8 only, no name twice, nothing behind the end.
final class StrictJson {
  private static final int MAX_DEPTH = 40;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /// The object; empty where the bytes are not exactly one.
  static Optional<Map<String, Object>> object(byte[] bytes) {
    try {
      // Decoded here: a JSON reader would take UTF-16 as well.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // A byte order mark is not white space; nothing at all would be read as an empty object.
      return text.stripLeading().startsWith("{")
          ? Optional.ofNullable(MAPPER.readValue(text, OBJECT))
          : Optional.empty();
    } catch (CharacterCodingException | JacksonException e) {
      return Optional.empty();
    }
  }
}

package dev.countersign.approval.request;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON without changing a number: what a reviewer sees is what was asked for.
///
/// A reader that takes fractions for doubles would show 0.1 for 0.10000000000000000001.
final class ExactJson extends ValueDeserializer<JsonNode> {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // What follows belongs to the statement around it.
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// Reads a whole text.
  static JsonNode read(byte[] json) {
    return EXACT.readTree(json);
  }

  @Override
  public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
    return EXACT.reader().readTree(parser);
  }
}

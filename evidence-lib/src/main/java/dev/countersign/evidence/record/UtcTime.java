package dev.countersign.evidence.record;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Reads a time as it is written: RFC 3339 text in UTC with a `Z`, no number, no other offset.
final class UtcTime extends StdDeserializer<Instant> {
  UtcTime() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser json, DeserializationContext context) {
    if (json.currentToken() != JsonToken.VALUE_STRING || !json.getString().endsWith("Z")) {
      throw new IllegalArgumentException("time: not RFC 3339 text in UTC");
    }
    try {
      return Instant.parse(json.getString());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time: " + e.getMessage(), e);
    }
  }
}

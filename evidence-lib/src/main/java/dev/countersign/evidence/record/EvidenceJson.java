package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// The one way in which signed payloads become bytes and bytes become records.
///
/// Writing keeps the order of components and leaves absent members out. Reading refuses duplicate
/// members, trailing data, unknown record types and missing members. Thread-safe.
public final class EvidenceJson {
  // What a caller may send can stand in a statement (an approval request shows it), and a statement
  // that its reader refuses stops a partition. So these are wider than the gateway's own limits.
  private static final int MAX_DEPTH = 128;
  private static final int MAX_STRING = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .build())
                  .build())
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(new SimpleModule().addDeserializer(Instant.class, new UtcTime()))
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private EvidenceJson() {}

  /// The bytes of a signed payload: a record of any kind, or another statement's record class.
  public static byte[] write(Object payload) {
    return MAPPER.writeValueAsBytes(payload);
  }

  /// Reads an evidence record.
  ///
  /// @throws MalformedRecordException when the bytes are not exactly one record of this version
  public static EvidenceRecord readRecord(byte[] payload) {
    EvidenceRecord plain = PlainRecords.read(payload);
    return plain == null ? readAnyRecord(payload) : plain;
  }

  /// The same by the general parser alone, which has the last word on what a record is.
  static EvidenceRecord readAnyRecord(byte[] payload) {
    try {
      return PresentMembers.checked(read(payload, RecordEnvelope.class).toRecord(MAPPER));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new MalformedRecordException(reason(e), e);
    }
  }

  /// Reads a statement that is not a record.
  ///
  /// @throws MalformedRecordException when the bytes are not exactly one such statement
  public static <T> T read(byte[] payload, Class<T> type) {
    try {
      T value = MAPPER.readValue(payload, type);
      if (value == null) {
        throw new MalformedRecordException("null", null);
      }
      return PresentMembers.checked(value);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new MalformedRecordException(reason(e), e);
    }
  }

  /// A parsed view for display; never a source of bytes to sign or hash.
  public static JsonNode tree(byte[] payload) {
    try {
      return MAPPER.readTree(payload);
    } catch (JacksonException e) {
      throw new MalformedRecordException(reason(e), e);
    }
  }

  private static String reason(RuntimeException e) {
    String text = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
    return text == null ? e.getClass().getSimpleName() : text;
  }
}

package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A record as it is read, before its type has told which body to expect.
record RecordEnvelope(
    @JsonProperty("v") @Nullable Integer version,
    @Nullable RecordType type,
    @Nullable String writer,
    @Nullable Long epoch,
    @Nullable Long seq,
    @Nullable Digest prev,
    @Nullable Instant time,
    @Nullable JsonNode body) {

  EvidenceRecord toRecord(JsonMapper mapper) {
    if (version == null || version != EvidenceRecord.VERSION) {
      throw new IllegalArgumentException(
          "v: %s (expected: %d)".formatted(version, EvidenceRecord.VERSION));
    }
    RecordType known = required("type", type);
    RecordBody content = mapper.treeToValue(required("body", body), known.body());
    return new EvidenceRecord(
        version,
        known,
        required("writer", writer),
        required("epoch", epoch),
        required("seq", seq),
        required("prev", prev),
        required("time", time),
        content);
  }

  private static <T> T required(String member, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(member + ": missing");
    }
    return value;
  }
}

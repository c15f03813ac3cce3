package dev.countersign.audit.search;

import dev.countersign.audit.log.StoredRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/// One record of a call; its proof is at `/api/v1/records/{leaf}`.
@Schema(name = "RecordOfCall")
record RecordOfCall(
    long leaf,
    String digest,
    String leafHash,
    String jws,
    @Schema(type = "object") JsonNode record) {
  static RecordOfCall of(StoredRecord stored) {
    return new RecordOfCall(
        stored.leaf(),
        stored.digest().toString(),
        stored.leafHash().toString(),
        stored.text(),
        stored.json());
  }
}

package dev.countersign.audit.proof;

import dev.countersign.audit.log.StoredRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A record: its exact bytes, how they read, and on request the proof that they are in the log.
///
/// @param checkpoint the signed note that the proof leads to
/// @param proof the inclusion proof of RFC 9162 §2.1.3, from the leaf's sibling upwards
@Schema(name = "Record")
record RecordView(
    long leaf,
    String digest,
    String leafHash,
    String jws,
    @Schema(type = "object") JsonNode record,
    @Nullable String checkpoint,
    @Nullable List<String> proof) {

  static RecordView of(StoredRecord stored) {
    return of(stored, null, null);
  }

  static RecordView proven(ProvenRecord proven) {
    return of(
        proven.stored(),
        proven.checkpoint().note().toString(),
        proven.proof().path().stream()
            .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
            .toList());
  }

  private static RecordView of(
      StoredRecord stored, @Nullable String checkpoint, @Nullable List<String> proof) {
    return new RecordView(
        stored.leaf(),
        stored.digest().toString(),
        stored.leafHash().toString(),
        stored.text(),
        stored.json(),
        checkpoint,
        proof);
  }
}

package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// One signed statement of a writer: its place in the writer's chain, its time and its body.
///
/// This is the parsed view. The exact bytes that were signed are what is stored, hashed and
/// verified; nobody re-serialises a record.
public record EvidenceRecord(
    @JsonProperty("v") int version,
    RecordType type,
    String writer,
    long epoch,
    long seq,
    Digest prev,
    Instant time,
    RecordBody body) {

  public static final int VERSION = 1;

  /// The JWS `typ` of a record.
  public static final String JWS_TYPE = "countersign-record+jws";

  /// A record's JWS is shorter than this many bytes.
  public static final int MAX_BYTES = 64 * 1024;

  public static EvidenceRecord of(
      String writer, long epoch, long seq, Digest prev, Instant time, RecordBody body) {
    return new EvidenceRecord(VERSION, RecordType.of(body), writer, epoch, seq, prev, time, body);
  }
}

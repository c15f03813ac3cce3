package dev.countersign.audit.log;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import org.jspecify.annotations.Nullable;

/// A record that has passed every check, on its way to becoming a leaf.
///
/// @param jws the exact bytes that were signed
/// @param digest of those bytes
/// @param leafHash of those bytes (RFC 9162 §2.1.1)
/// @param retention the class that says how long the record is kept
/// @param intentLeaf of an outcome: the leaf of the intent it answers, where that is in the log
/// @param columns what it can be searched for
public record Entry(
    EvidenceRecord record,
    byte[] jws,
    Digest digest,
    Digest leafHash,
    String retention,
    @Nullable Long intentLeaf,
    RecordColumns columns) {

  public Entry(
      EvidenceRecord record,
      byte[] jws,
      Digest digest,
      Digest leafHash,
      String retention,
      @Nullable Long intentLeaf) {
    this(record, jws, digest, leafHash, retention, intentLeaf, RecordColumns.of(record.body()));
  }
}

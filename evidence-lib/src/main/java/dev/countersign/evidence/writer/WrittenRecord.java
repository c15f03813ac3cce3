package dev.countersign.evidence.writer;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;

/// A record as it was written: its exact bytes and their digest.
public record WrittenRecord(EvidenceRecord record, byte[] jws, Digest digest) {
  private static final byte[] LEAF = {0};

  /// The record's leaf hash in the log (RFC 9162 §2.1.1).
  public Digest leafHash() {
    return Digest.of(LEAF, jws);
  }
}

package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;

/// A record of the log whose signature holds.
record SignedRecord(long leaf, Digest digest, String keyId, Place place, EvidenceRecord record)
    implements LogEntry {
  SignedRecord(long leaf, Digest digest, String keyId, EvidenceRecord record) {
    this(leaf, digest, keyId, Place.of(record), record);
  }
}

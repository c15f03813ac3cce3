package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;

/// A record of the log whose signature holds.
record SignedRecord(long leaf, Digest digest, String keyId, EvidenceRecord record)
    implements LogEntry {
  @Override
  public Place place() {
    return Place.of(record);
  }
}

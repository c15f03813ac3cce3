package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;

/// A leaf of the log: a record whose signature holds, or what stays of one that was pruned.
sealed interface LogEntry permits SignedRecord, PrunedRecord {
  long leaf();

  /// The digest of the record's bytes.
  Digest digest();

  Place place();
}

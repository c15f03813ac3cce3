package dev.countersign.audit.log;

import dev.countersign.evidence.record.Stub;

/// A leaf as it is kept: its record, or what stays of one that was pruned.
public sealed interface LogLine {
  long leaf();

  /// A leaf whose record is kept.
  record Kept(StoredRecord stored) implements LogLine {
    @Override
    public long leaf() {
      return stored.leaf();
    }
  }

  /// A leaf whose record was pruned.
  record Pruned(Stub stub) implements LogLine {
    @Override
    public long leaf() {
      return stub.leaf();
    }
  }
}

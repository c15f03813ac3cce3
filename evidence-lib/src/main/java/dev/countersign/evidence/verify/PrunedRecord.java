package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Stub;

/// What stays of a record that was pruned. Not signed by its writer: the tree, the chain and the
/// statement that it belongs to tell whether it is right.
record PrunedRecord(Stub stub) implements LogEntry {
  @Override
  public long leaf() {
    return stub.leaf();
  }

  @Override
  public Digest digest() {
    return stub.digest();
  }

  @Override
  public Place place() {
    return new Place(stub.writer(), stub.epoch(), stub.seq());
  }
}

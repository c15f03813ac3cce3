package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.EvidenceRecord;

/// Where a record stands, or claims to stand, in its writer's chain.
public record Place(String writer, long epoch, long seq) {
  static Place of(EvidenceRecord record) {
    return new Place(record.writer(), record.epoch(), record.seq());
  }

  @Override
  public String toString() {
    return writer + ", epoch " + epoch + ", seq " + seq;
  }
}

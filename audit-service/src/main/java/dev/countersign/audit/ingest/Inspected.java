package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.alarm.Alarm.Source;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;

/// A message after the checks that need nothing but itself and its writer's key.
sealed interface Inspected {
  Source source();

  /// A record that is what it says, by whom it says; its place in the chain is not judged yet.
  record Genuine(Source source, EvidenceRecord record, byte[] jws, Digest digest, Digest leafHash)
      implements Inspected {
    Position position() {
      return new Position(record.writer(), record.epoch(), record.seq());
    }
  }

  /// A message that is no such thing.
  record Refused(Source source, Alarm alarm) implements Inspected {}
}

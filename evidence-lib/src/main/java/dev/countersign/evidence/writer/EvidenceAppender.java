package dev.countersign.evidence.writer;

import dev.countersign.evidence.record.RecordBody;

/// Where a service puts its evidence.
@FunctionalInterface
public interface EvidenceAppender {

  /// Writes one record and returns when it is durable.
  ///
  /// Fails closed: on an exception the record may or may not exist, and the caller must not do what
  /// it wanted to put on the record.
  ///
  /// @throws EvidenceUnavailableException when the record is not known to be durable
  WrittenRecord append(RecordBody body);
}

package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.List;

/// Reads leaf hashes of a log by leaf index.
///
/// Errors of the store come out as unchecked exceptions.
@FunctionalInterface
public interface LeafHashes {

  /// The hashes of the leaves `from` (inclusive) to `to` (exclusive), in order, at most 256.
  ///
  /// @throws IllegalStateException when one is not there
  List<Digest> read(long from, long to);
}

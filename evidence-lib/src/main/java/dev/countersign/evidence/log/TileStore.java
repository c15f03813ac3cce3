package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.List;

/// The stored full tiles of a log; they are inserted once and never change.
///
/// An implementation keeps each tile's [Tile#root()] beside its bytes, so that a run of roots is
/// one range read. Errors of the store come out as unchecked exceptions.
public interface TileStore {

  /// The full tile at this level and index.
  ///
  /// @throws IllegalStateException when it is not there
  Tile tile(int level, long index);

  /// The roots of the full tiles `from` (inclusive) to `to` (exclusive) of this level, at most 255.
  ///
  /// @throws IllegalStateException when one is not there
  List<Digest> roots(int level, long from, long to);
}

package dev.countersign.audit.tiles;

import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.audit.proof.NewestCheckpoint;
import dev.countersign.evidence.log.EntryBundle;
import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TilePath;
import dev.countersign.service.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Tiles and entry bundles under the newest checkpoint. What stands at a path never changes: a tile
/// that is still growing has another path for each width. Thread-safe.
@Component
class Tiles {
  private final LogReader log;
  private final NewestCheckpoint newest;

  Tiles(LogReader log, NewestCheckpoint newest) {
    this.log = log;
    this.newest = newest;
  }

  /// The bytes of a tile of hashes.
  ///
  /// @throws ProblemException 404 when it is not under the newest checkpoint
  byte[] hashes(TilePath path) {
    return log.tree(newest.size())
        .tile(path.level(), path.index(), path.width())
        .map(Tile::bytes)
        .orElseThrow(Tiles::notThere);
  }

  /// The bytes of an entry bundle.
  ///
  /// @throws ProblemException 404 when it is not under the newest checkpoint, 410 when a record in
  ///   it is no longer kept
  byte[] entries(TilePath path) {
    long size = newest.size();
    if (path.index() > size / Tile.WIDTH || size - path.index() * Tile.WIDTH < path.width()) {
      throw notThere();
    }
    long from = path.index() * Tile.WIDTH;
    List<StoredRecord> records = log.leaves(from, from + path.width(), path.width());
    if (records.size() != path.width()) {
      throw new ProblemException(
          HttpStatus.GONE,
          "pruned",
          "%d of the %d records are no longer kept; read single ones by their leaf."
              .formatted(path.width() - records.size(), path.width()));
    }
    return EntryBundle.write(records.stream().map(StoredRecord::jws).toList());
  }

  static ProblemException notThere() {
    return ProblemException.notFound("The tile");
  }
}

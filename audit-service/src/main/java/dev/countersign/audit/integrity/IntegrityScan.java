package dev.countersign.audit.integrity;

import dev.countersign.audit.integrity.IntegrityFinding.Kind;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.evidence.log.LeafHashes;
import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Recomputes what the database holds, leaf by leaf, against the tree under the signed checkpoint,
/// against writers' signatures and chains, and names every leaf that is not as it was.
///
/// The tree is believed where the checkpoint proves it: of each tile one leaf is proven, whose path
/// runs over all other hashes of the tile. Where the proof fails, the tile is named, and its leaves
/// are held against their records alone. Memory does not grow with the log. Thread-safe.
@Component
class IntegrityScan {
  private static final Logger LOG = LoggerFactory.getLogger(IntegrityScan.class);
  private static final int PAGE = 1024;

  private final LogReader log;
  private final IntegrityTable table;
  private final RecordCheck records;

  IntegrityScan(LogReader log, IntegrityTable table, RecordCheck records) {
    this.log = log;
    this.table = table;
    this.records = records;
  }

  /// What is wrong with the leaves from one index to another, exclusive, both under the checkpoint.
  List<IntegrityFinding> scan(LogCheckpoint checkpoint, long from, long to) {
    List<IntegrityFinding> findings = new ArrayList<>();
    Believed believed = believed(checkpoint);
    if (believed.tree() == null) {
      findings.add(
          new IntegrityFinding(
              from,
              Kind.NOT_UNDER_CHECKPOINT,
              "the stored tree of %d leaves has not the checkpoint's root"
                  .formatted(checkpoint.size())));
    }
    for (long page = from; page < to; page = nextPage(page)) {
      scanPage(checkpoint, believed, page, Math.min(to, nextPage(page)), findings);
    }
    table
        .leavesBehindTheHead()
        .forEach(leaf ->
            findings.add(new IntegrityFinding(leaf, Kind.LEAF_ADDED, "a leaf behind the head")));
    return findings;
  }

  /// Where the hashes of the last, unfinished tile come from, and the tree with them, if it is that
  /// of the checkpoint.
  private record Believed(LeafHashes edge, @Nullable TileTree tree) {}

  /// Leaves of the last tile are in no stored tile yet. Their rows are believed when they lead to
  /// the checkpoint's root; else the records' bytes are, when those do.
  private Believed believed(LogCheckpoint checkpoint) {
    for (LeafHashes edge : List.of(log.leafRows(), log.recordRows())) {
      try {
        TileTree tree = log.tree(checkpoint.size(), edge);
        if (tree.root().equals(checkpoint.root())) {
          return new Believed(edge, tree);
        }
      } catch (IllegalStateException e) {
        LOG.debug("no tree: {}", e.getMessage());
      }
    }
    return new Believed(log.leafRows(), null);
  }

  /// Pages end where tiles do.
  private static long nextPage(long page) {
    return (page / PAGE + 1) * PAGE;
  }

  private void scanPage(
      LogCheckpoint checkpoint,
      Believed believed,
      long from,
      long to,
      List<IntegrityFinding> findings) {
    Map<Long, StoredLeaf> stored =
        table.between(from, to).stream()
            .collect(Collectors.toMap(StoredLeaf::leaf, Function.identity()));
    List<Digest> tile = List.of();
    for (long leaf = from; leaf < to; leaf++) {
      if (leaf == from || leaf % Tile.WIDTH == 0) {
        tile = tile(checkpoint, believed, leaf, findings);
      }
      long at = leaf;
      StoredLeaf row = stored.get(leaf);
      if (row == null) {
        findings.add(new IntegrityFinding(at, Kind.LEAF_MISSING, "no leaf of this number"));
      } else {
        records.check(
            row,
            tile.isEmpty() ? row.leafHash() : tile.get((int) (leaf % Tile.WIDTH)),
            (kind, detail) -> findings.add(new IntegrityFinding(at, kind, detail)));
      }
    }
    table
        .recordsWithoutLeaf(from, to)
        .forEach(leaf ->
            findings.add(
                new IntegrityFinding(leaf, Kind.RECORD_ADDED, "a record that belongs to no leaf")));
  }

  /// The hashes of the tile that a leaf stands in; none where they are not stored.
  private List<Digest> tile(
      LogCheckpoint checkpoint, Believed believed, long leaf, List<IntegrityFinding> findings) {
    long begin = leaf - leaf % Tile.WIDTH;
    try {
      List<Digest> hashes = log.tileHashes(begin / Tile.WIDTH, checkpoint.size(), believed.edge());
      TileTree tree = believed.tree();
      if (tree != null && !tree.inclusion(begin).proves(hashes.getFirst(), checkpoint.root())) {
        findings.add(notUnderCheckpoint(begin, "their tile does not lead to the root"));
      }
      return hashes;
    } catch (IllegalStateException | IllegalArgumentException e) {
      findings.add(notUnderCheckpoint(begin, String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  private static IntegrityFinding notUnderCheckpoint(long begin, String why) {
    return new IntegrityFinding(
        begin,
        Kind.NOT_UNDER_CHECKPOINT,
        "leaves %d to %d: %s".formatted(begin, begin + Tile.WIDTH - 1, why));
  }
}

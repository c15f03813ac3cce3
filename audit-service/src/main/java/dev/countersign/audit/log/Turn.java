package dev.countersign.audit.log;

import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TreeBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A sequencer's turn: while it lasts, nobody else appends to the log. Use it inside
/// [Sequencer#turn] only.
public final class Turn {
  private final TreeBuilder tree;
  private final LeafTable leaves;
  private final RecordTable records;
  private final TileTable tiles;
  private final SessionStarts sessions;
  private final Instant now;

  Turn(
      TreeBuilder tree,
      LeafTable leaves,
      RecordTable records,
      TileTable tiles,
      SessionStarts sessions,
      Instant now) {
    this.tree = tree;
    this.leaves = leaves;
    this.records = records;
    this.tiles = tiles;
    this.sessions = sessions;
    this.now = now;
  }

  /// How many leaves there are, which is the index of the next one.
  public long size() {
    return tree.size();
  }

  /// Appends entries in this order; they are in the log when the turn's transaction is committed.
  public void append(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    long first = tree.size();
    List<Tile> completed = new ArrayList<>();
    for (Entry entry : entries) {
      completed.addAll(tree.append(entry.leafHash()));
    }
    leaves.insert(first, entries, now);
    records.insert(first, entries, now);
    sessions.insert(first, entries, now);
    tiles.insert(completed);
  }
}

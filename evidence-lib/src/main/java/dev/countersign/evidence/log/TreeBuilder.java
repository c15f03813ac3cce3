package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.List;

/// Appends leaves to a log and hands out each tile as it becomes full.
///
/// It holds at most 255 hashes a level and touches the store only in [#resume]. When the leaves or
/// the tiles it handed out could not be stored, throw it away and resume from what is stored. Not
/// safe for use by several threads.
public final class TreeBuilder {

  private final Frontier frontier = new Frontier();
  private final List<List<Digest>> edge = new ArrayList<>();

  private TreeBuilder() {}

  /// A builder that goes on after the `size` leaves that are stored, in O(log n) reads.
  public static TreeBuilder resume(long size, TileStore tiles, LeafHashes leaves) {
    var stored = new RightEdge(size, tiles, leaves);
    var builder = new TreeBuilder();
    for (int level = 0; level < stored.levels(); level++) {
      builder.edge.add(new ArrayList<>(stored.partial(level)));
    }
    for (int level = builder.edge.size() - 1; level >= 0; level--) {
      for (Digest hash : builder.edge.get(level)) {
        builder.frontier.append(level * Tile.HEIGHT, hash);
      }
    }
    return builder;
  }

  /// A builder for a log that has no leaves yet.
  public static TreeBuilder empty() {
    return new TreeBuilder();
  }

  /// How many leaves the tree has.
  public long size() {
    return frontier.size();
  }

  /// The root over all leaves.
  public Digest root() {
    return frontier.root();
  }

  /// Adds the next leaf and returns the tiles that it completes: none, or one for each level from 0
  /// up.
  public List<Tile> append(Digest leaf) {
    frontier.append(leaf);
    var completed = new ArrayList<Tile>();
    Digest hash = leaf;
    for (int level = 0; ; level++) {
      if (level == edge.size()) {
        edge.add(new ArrayList<>());
      }
      var hashes = edge.get(level);
      hashes.add(hash);
      if (hashes.size() < Tile.WIDTH) {
        return List.copyOf(completed);
      }
      long index = (frontier.size() >>> (level * Tile.HEIGHT)) / Tile.WIDTH - 1;
      var tile = new Tile(level, index, hashes);
      completed.add(tile);
      hashes.clear();
      hash = tile.root();
    }
  }
}

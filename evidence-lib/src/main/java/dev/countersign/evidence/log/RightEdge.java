package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.List;

/// The partial tiles on the right of a tree: what is not yet in a full tile.
final class RightEdge {

  private final long size;
  private final TileStore tiles;
  private final LeafHashes leaves;

  RightEdge(long size, TileStore tiles, LeafHashes leaves) {
    if (size < 0) {
      throw new IllegalArgumentException("tree size: " + size + " (expected: >= 0)");
    }
    this.size = size;
    this.tiles = tiles;
    this.leaves = leaves;
  }

  /// How many levels of tiles a tree of this size has, the partial ones included.
  int levels() {
    int levels = 0;
    while (hashesAt(levels) > 0) {
      levels++;
    }
    return levels;
  }

  /// How many hashes stand on this level: `floor(size / 256^level)`.
  long hashesAt(int level) {
    int shift = level * Tile.HEIGHT;
    return shift >= Long.SIZE ? 0 : size >>> shift;
  }

  /// The hashes of this level that no full tile holds; 0 to 255 of them.
  List<Digest> partial(int level) {
    long end = hashesAt(level);
    long from = end - end % Tile.WIDTH;
    if (from == end) {
      return List.of();
    }
    var hashes = level == 0 ? leaves.read(from, end) : tiles.roots(level - 1, from, end);
    if (hashes.size() != end - from) {
      throw new IllegalStateException(
          "hashes at level " + level + ": " + hashes.size() + " (expected: " + (end - from) + ")");
    }
    return hashes;
  }
}

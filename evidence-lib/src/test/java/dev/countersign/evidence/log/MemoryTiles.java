package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log's leaves and full tiles in memory; counts reads and refuses to insert a tile twice.
final class MemoryTiles implements TileStore, LeafHashes {
  record Position(int level, long index) {}

  final List<Digest> leaves = new ArrayList<>();
  final Map<Position, byte[]> tiles = new HashMap<>();
  private final Map<Position, Digest> roots = new HashMap<>();
  int reads;

  static MemoryTiles of(int size) {
    var tiles = new MemoryTiles();
    var builder = TreeBuilder.empty();
    for (int i = 0; i < size; i++) {
      tiles.append(builder, TestTrees.leaf(i));
    }
    return tiles;
  }

  void append(TreeBuilder builder, Digest leaf) {
    leaves.add(leaf);
    for (Tile tile : builder.append(leaf)) {
      var position = new Position(tile.level(), tile.index());
      if (tiles.putIfAbsent(position, tile.bytes()) != null) {
        throw new IllegalStateException("inserted twice: " + position);
      }
      roots.put(position, tile.root());
    }
  }

  TileTree at(long size) {
    return new TileTree(size, this, this);
  }

  @Override
  public Tile tile(int level, long index) {
    reads++;
    return Tile.parse(level, index, stored(tiles, level, index));
  }

  @Override
  public List<Digest> roots(int level, long from, long to) {
    reads++;
    var run = new ArrayList<Digest>();
    for (long index = from; index < to; index++) {
      run.add(stored(roots, level, index));
    }
    return run;
  }

  @Override
  public List<Digest> read(long from, long to) {
    reads++;
    return List.copyOf(leaves.subList((int) from, (int) to));
  }

  private static <T> T stored(Map<Position, T> map, int level, long index) {
    return Optional.ofNullable(map.get(new Position(level, index)))
        .orElseThrow(() -> new IllegalStateException("no tile " + level + "/" + index));
  }
}

package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stored log as it was at one size: its root and its proofs.
///
/// A proof reads at most two tiles a level: eight reads for a billion leaves. Tiles that were read
/// are kept, so use a new instance for each request. Not safe for use by several threads.
///
/// Nothing here is verified: a proof made from damaged tiles leads to another root, which
/// [InclusionProof#proves] and [ConsistencyProof#proves] find out.
public final class TileTree {

  private record Position(int level, long index) {}

  private final long size;
  private final TileStore store;
  private final RightEdge edge;
  private final Map<Position, Tile> read = new HashMap<>();

  /// The tree over the first `size` leaves of what is stored.
  public TileTree(long size, TileStore tiles, LeafHashes leaves) {
    this.size = size;
    this.store = tiles;
    this.edge = new RightEdge(size, tiles, leaves);
  }

  /// How many leaves the tree has.
  public long size() {
    return size;
  }

  /// The root over all leaves.
  public Digest root() {
    return size == 0 ? TreeHash.emptyTree() : range(0, size);
  }

  /// Proves the leaf at this index (RFC 9162 §2.1.3.1).
  ///
  /// @throws IllegalArgumentException unless 0 ≤ `index` < [#size()]
  public InclusionProof inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "leaf index: " + index + " (expected: 0 to " + (size - 1) + ")");
    }
    var path = new ArrayList<Digest>();
    long begin = 0;
    long end = size;
    while (end - begin > 1) {
      long middle = begin + split(end - begin);
      if (index < middle) {
        path.add(range(middle, end));
        end = middle;
      } else {
        path.add(range(begin, middle));
        begin = middle;
      }
    }
    return new InclusionProof(index, size, path.reversed());
  }

  /// Proves that the tree of the first `first` leaves is the beginning of this one (RFC 9162
  /// §2.1.4.1).
  ///
  /// @throws IllegalArgumentException unless 0 ≤ `first` ≤ [#size()]
  public ConsistencyProof consistency(long first) {
    if (first <= 0 || first == size) {
      return new ConsistencyProof(first, size, List.of());
    }
    if (first > size) {
      throw new IllegalArgumentException("first size: " + first + " (expected: 0 to " + size + ")");
    }
    var path = new ArrayList<Digest>();
    long begin = 0;
    long end = size;
    while (first != end) {
      long middle = begin + split(end - begin);
      if (first <= middle) {
        path.add(range(middle, end));
        end = middle;
      } else {
        path.add(range(begin, middle));
        begin = middle;
      }
    }
    if (begin != 0) {
      path.add(range(begin, end));
    }
    return new ConsistencyProof(first, size, path.reversed());
  }

  /// The first `width` hashes of a tile; nothing where this tree has not so many there.
  public Optional<Tile> tile(int level, long index, int width) {
    long hashes = edge.hashesAt(level);
    if (index > hashes / Tile.WIDTH || hashes - index * Tile.WIDTH < width) {
      return Optional.empty();
    }
    return Optional.of(new Tile(level, index, tile(level, index).hashes().subList(0, width)));
  }

  /// The largest power of two smaller than `count`.
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  /// The root over the leaves `begin` to `end`, a range that splitting the tree leads to.
  private Digest range(long begin, long end) {
    long count = end - begin;
    if (Long.bitCount(count) == 1) {
      return node(Long.numberOfTrailingZeros(count), begin);
    }
    long middle = begin + split(count);
    return TreeHash.node(range(begin, middle), range(middle, end));
  }

  /// The root of the perfect subtree of `2^height` leaves from `begin` on.
  private Digest node(int height, long begin) {
    int level = height / Tile.HEIGHT;
    long position = begin >>> (level * Tile.HEIGHT);
    return tile(level, position / Tile.WIDTH)
        .subtree((int) (position % Tile.WIDTH), height % Tile.HEIGHT);
  }

  private Tile tile(int level, long index) {
    return read.computeIfAbsent(new Position(level, index), _ -> fetch(level, index));
  }

  private Tile fetch(int level, long index) {
    boolean full = index < edge.hashesAt(level) / Tile.WIDTH;
    return full ? store.tile(level, index) : new Tile(level, index, edge.partial(level));
  }
}

package dev.countersign.audit.log;

import dev.countersign.evidence.log.LeafHashes;
import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TileStore;
import dev.countersign.evidence.record.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The stored hashes that one proof of inclusion needs, read by one statement.
///
/// Of each level these are the full tile on the leaf's way up, and at the tree's right edge what no
/// full tile holds. A proof asks for nothing else. For one thread.
final class ProofHashes implements TileStore, LeafHashes {
  private static final String FULL_TILE =
      "SELECT %1$d AS level, true AS whole, tile_index AS at, hashes AS hash FROM tile"
          + " WHERE level = %1$d AND tile_index = ?";
  private static final String EDGE_TILES =
      "SELECT %1$d AS level, false AS whole, tile_index AS at, root AS hash FROM tile"
          + " WHERE level = %1$d AND tile_index >= ? AND tile_index < ?";
  private static final String EDGE_LEAVES =
      "SELECT -1 AS level, false AS whole, leaf_index AS at, leaf_hash AS hash FROM leaf"
          + " WHERE leaf_index >= ? AND leaf_index < ?";
  private static final int LEAVES = -1;
  private static final int TILE_BITS = Integer.numberOfTrailingZeros(Tile.WIDTH);

  private final Map<Place, Tile> tiles = new HashMap<>();
  private final Map<Integer, List<Digest>> edges = new HashMap<>();

  private record Place(int level, long index) {}

  private ProofHashes() {}

  /// Reads what the proof of a leaf in the tree of this size needs.
  static ProofHashes read(JdbcClient jdbc, long leaf, long size) {
    List<String> parts = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    for (int level = 0; size >>> (level * TILE_BITS) > 0; level++) {
      long hashes = size >>> (level * TILE_BITS);
      long index = leaf >>> ((level + 1) * TILE_BITS);
      long edge = hashes / Tile.WIDTH * Tile.WIDTH;
      if (index < hashes / Tile.WIDTH) {
        parts.add(FULL_TILE.formatted(level));
        values.add(index);
      }
      if (edge < hashes) {
        parts.add(level == 0 ? EDGE_LEAVES : EDGE_TILES.formatted(level - 1));
        values.add(edge);
        values.add(hashes);
      }
    }
    ProofHashes read = new ProofHashes();
    jdbc.sql(String.join(" UNION ALL ", parts) + " ORDER BY level, whole, at")
        .params(values)
        .query(read::keep);
    return read;
  }

  private void keep(ResultSet row) throws SQLException {
    int level = row.getInt(1);
    if (row.getBoolean(2)) {
      tiles.put(
          new Place(level, row.getLong(3)), Tile.parse(level, row.getLong(3), row.getBytes(4)));
    } else {
      edges.computeIfAbsent(level, _ -> new ArrayList<>()).add(Digest.wrap(row.getBytes(4)));
    }
  }

  @Override
  public Tile tile(int level, long index) {
    Tile tile = tiles.get(new Place(level, index));
    if (tile == null) {
      throw new IllegalStateException("tile %d/%d is not stored".formatted(level, index));
    }
    return tile;
  }

  @Override
  public List<Digest> roots(int level, long from, long to) {
    List<Digest> roots = edges.getOrDefault(level, List.of());
    if (roots.size() != to - from) {
      throw new IllegalStateException(
          "hashes at the edge, of level %d from %d to %d: %d"
              .formatted(level, from, to, roots.size()));
    }
    return roots;
  }

  @Override
  public List<Digest> read(long from, long to) {
    return roots(LEAVES, from, to);
  }
}

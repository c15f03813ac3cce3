package dev.countersign.audit.log;

import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.evidence.log.LeafHashes;
import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the log: its size, its leaves, its tree. Thread-safe.
@Component
public class LogReader {
  private static final String SELECT =
      """
      SELECT leaf.leaf_index, record.jws
      FROM leaf JOIN record ON record.leaf_index = leaf.leaf_index
        AND record.retention = leaf.retention AND record.received_at = leaf.received_at
      WHERE
      """;

  private final JdbcClient jdbc;
  private final TileTable tiles;
  private final LeafTable leaves;

  LogReader(JdbcClient jdbc, TileTable tiles, LeafTable leaves) {
    this.jdbc = jdbc;
    this.tiles = tiles;
    this.leaves = leaves;
  }

  /// How many leaves are committed.
  public long size() {
    return jdbc.sql("SELECT size FROM head").query(Long.class).single();
  }

  public Optional<StoredRecord> leaf(long index) {
    return jdbc.sql(SELECT + "leaf.leaf_index = :leaf")
        .param("leaf", index)
        .query(StoredRecord::read)
        .optional();
  }

  /// Leaves from an index on, in order.
  public List<StoredRecord> leaves(long from, long to, int limit) {
    return leaves(from, to, null, null, limit);
  }

  /// Leaves from an index on, in order, of one type or of one writer where those are given.
  public List<StoredRecord> leaves(
      long from, long to, @Nullable String type, @Nullable String writer, int limit) {
    Map<String, Object> values = new HashMap<>(Map.of("from", from, "to", to, "limit", limit));
    List<String> conditions =
        new ArrayList<>(List.of("leaf.leaf_index >= :from", "leaf.leaf_index < :to"));
    if (type != null) {
      // Written out, so that the index of the rarer types is seen to serve.
      conditions.add("leaf.type = '%s'".formatted(RecordType.parse(type).wireName()));
    }
    if (writer != null) {
      conditions.add("leaf.writer = :writer");
      values.put("writer", writer);
    }
    return jdbc.sql(
            SELECT + String.join(" AND ", conditions) + " ORDER BY leaf.leaf_index LIMIT :limit")
        .params(values)
        .query(StoredRecord::read)
        .list();
  }

  /// The tree as it was at a size. For one thread.
  public TileTree tree(long size) {
    return new TileTree(size, tiles, leaves);
  }

  /// Proves a leaf of the tree as it was at a size.
  ///
  /// @throws IllegalArgumentException unless 0 ≤ `leaf` < `size`
  /// @throws IllegalStateException when a tile that it needs is not stored
  public InclusionProof inclusion(long leaf, long size) {
    if (leaf < 0 || leaf >= size) {
      throw new IllegalArgumentException("leaf: %d (expected: 0 to %d)".formatted(leaf, size - 1));
    }
    ProofHashes hashes = ProofHashes.read(jdbc, leaf, size);
    return new TileTree(size, hashes, hashes).inclusion(leaf);
  }

  /// The hashes of the tile of leaves at an index: the stored tile where it is full at this size,
  /// else what the edge gives.
  ///
  /// @throws IllegalStateException when it, or one of its leaves, is not stored
  public List<Digest> tileHashes(long index, long size, LeafHashes edge) {
    long begin = index * Tile.WIDTH;
    return begin + Tile.WIDTH <= size ? tiles.tile(0, index).hashes() : edge.read(begin, size);
  }

  /// The tree as it was at a size, with the hashes of the last, unfinished tile from elsewhere.
  public TileTree tree(long size, LeafHashes edge) {
    return new TileTree(size, tiles, edge);
  }

  /// The hashes as the leaves' own rows have them.
  public LeafHashes leafRows() {
    return leaves;
  }

  /// The hashes as they come out of the records' bytes.
  public LeafHashes recordRows() {
    return (from, to) -> {
      List<StoredRecord> stored = leaves(from, to, (int) (to - from));
      if (stored.size() != to - from) {
        throw new IllegalStateException(
            "records from %d to %d: %d".formatted(from, to, stored.size()));
      }
      return stored.stream().map(StoredRecord::leafHash).toList();
    };
  }

  /// How many of the first `size` records each writer wrote.
  public SortedMap<String, Long> recordsByWriter(long size) {
    SortedMap<String, Long> counts = new TreeMap<>();
    jdbc.sql("SELECT writer, count(*) FROM leaf WHERE leaf_index < :size GROUP BY writer")
        .param("size", size)
        .query(row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }
}

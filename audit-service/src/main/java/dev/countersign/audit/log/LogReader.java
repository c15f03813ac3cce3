package dev.countersign.audit.log;

import dev.countersign.evidence.log.TileTree;
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
  private final JdbcClient jdbc;
  private final TileTable tiles;
  private final RecordTable records;

  LogReader(JdbcClient jdbc, TileTable tiles, RecordTable records) {
    this.jdbc = jdbc;
    this.tiles = tiles;
    this.records = records;
  }

  /// How many leaves are committed.
  public long size() {
    return jdbc.sql("SELECT coalesce(max(leaf_index) + 1, 0) FROM record")
        .query(Long.class)
        .single();
  }

  public Optional<StoredRecord> leaf(long index) {
    return jdbc.sql("SELECT leaf_index, jws FROM record WHERE leaf_index = :leaf")
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
    List<String> conditions = new ArrayList<>(List.of("leaf_index >= :from", "leaf_index < :to"));
    if (type != null) {
      conditions.add("type = :type");
      values.put("type", type);
    }
    if (writer != null) {
      conditions.add("writer = :writer");
      values.put("writer", writer);
    }
    return jdbc.sql(
            "SELECT leaf_index, jws FROM record WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY leaf_index LIMIT :limit")
        .params(values)
        .query(StoredRecord::read)
        .list();
  }

  /// The tree as it was at a size. For one thread.
  public TileTree tree(long size) {
    return new TileTree(size, tiles, records);
  }

  /// How many of the first `size` records each writer wrote.
  public SortedMap<String, Long> recordsByWriter(long size) {
    SortedMap<String, Long> counts = new TreeMap<>();
    jdbc.sql("SELECT writer, count(*) FROM record WHERE leaf_index < :size GROUP BY writer")
        .param("size", size)
        .query(row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }
}

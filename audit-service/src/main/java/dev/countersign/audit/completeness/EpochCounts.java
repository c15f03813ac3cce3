package dev.countersign.audit.completeness;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts leaves by epoch: each query goes through the leaves of the period once.
@Component
class EpochCounts {
  private final JdbcClient jdbc;

  EpochCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// One epoch of one writer.
  record Epoch(String writer, long number) implements Comparable<Epoch> {
    @Override
    public int compareTo(Epoch other) {
      int byWriter = writer.compareTo(other.writer);
      return byWriter == 0 ? Long.compare(number, other.number) : byWriter;
    }
  }

  /// What is there of an epoch.
  record Count(
      long firstSeq,
      long lastSeq,
      long firstLeaf,
      long lastLeaf,
      long count,
      SortedMap<String, Long> types) {
    Count and(Count other) {
      SortedMap<String, Long> all = new TreeMap<>(types);
      other.types.forEach((type, some) -> all.merge(type, some, Long::sum));
      return new Count(
          Math.min(firstSeq, other.firstSeq),
          Math.max(lastSeq, other.lastSeq),
          Math.min(firstLeaf, other.firstLeaf),
          Math.max(lastLeaf, other.lastLeaf),
          count + other.count,
          all);
    }
  }

  /// How silent an epoch was.
  ///
  /// @param missed how many silences were longer than allowed
  /// @param longest absent when no two records behind each other are kept
  /// @param last when the last record that is kept was made
  record Silence(long missed, @Nullable Duration longest, Instant last) {
    /// With the silence that has lasted since the last record.
    Silence until(Instant now, Duration allowed) {
      Duration since = Duration.between(last, now);
      return new Silence(
          missed + (since.compareTo(allowed) > 0 ? 1 : 0),
          longest == null || since.compareTo(longest) > 0 ? since : longest,
          last);
    }
  }

  /// The leaves that were integrated in a period. Replicas' clocks may differ a little; what stands
  /// between two leaves of the period is in it, too.
  Leaves leaves(Period period, long size) {
    if (period.isEverything()) {
      return new Leaves(0, size, size);
    }
    return jdbc.sql(
            """
            SELECT coalesce(min(leaf_index), 0), coalesce(max(leaf_index) + 1, 0), count(*)
            FROM leaf WHERE received_at >= :from AND received_at < :to AND leaf_index < :size
            """)
        .param("from", period.begin())
        .param("to", period.end())
        .param("size", size)
        .query((row, number) -> new Leaves(row.getLong(1), row.getLong(2), size))
        .single();
  }

  SortedMap<Epoch, Count> counts(Leaves leaves) {
    SortedMap<Epoch, Count> counts = new TreeMap<>();
    jdbc.sql(
            """
            SELECT writer, epoch, min(seq), max(seq), min(leaf_index), max(leaf_index), count(*), type
            FROM leaf WHERE leaf_index >= :first AND leaf_index < :end
            GROUP BY writer, epoch, type
            """)
        .param("first", leaves.first())
        .param("end", leaves.end())
        .query(row -> {
          counts.merge(
              new Epoch(row.getString(1), row.getLong(2)),
              new Count(
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  new TreeMap<>(Map.of(row.getString(8), row.getLong(7)))),
              Count::and);
        });
    return counts;
  }

  /// How long epochs were silent between records behind each other, by their own clock.
  Map<Epoch, Silence> silences(Leaves leaves, Duration allowed) {
    Map<Epoch, Silence> silences = new HashMap<>();
    jdbc.sql(
            """
            SELECT writer, epoch, count(*) FILTER (WHERE micros > :allowed), max(micros), max(time)
            FROM (
              SELECT writer, epoch, time,
                CASE WHEN lag(seq) OVER chain = seq - 1
                  THEN (extract(epoch FROM time - lag(time) OVER chain) * 1000000)::bigint END AS micros
              FROM leaf JOIN record ON record.leaf_index = leaf.leaf_index
                AND record.retention = leaf.retention AND record.received_at = leaf.received_at
              WHERE leaf.leaf_index >= :first AND leaf.leaf_index < :end
              WINDOW chain AS (PARTITION BY writer, epoch ORDER BY seq)) AS step
            GROUP BY writer, epoch
            """)
        .param("first", leaves.first())
        .param("end", leaves.end())
        .param("allowed", allowed.toNanos() / 1000)
        .query(row -> {
          Long longest = row.getObject(4, Long.class);
          Timestamp last = row.getTimestamp(5);
          silences.put(
              new Epoch(row.getString(1), row.getLong(2)),
              new Silence(
                  row.getLong(3),
                  longest == null ? null : Duration.ofNanos(Math.max(0, longest) * 1000),
                  last.toInstant()));
        });
    return silences;
  }
}

package dev.countersign.audit.log;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordType;
import dev.countersign.evidence.record.Stub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the log with what stays of pruned records. A record that is missing without having been
/// pruned is an error, never a stub. Thread-safe.
@Component
public class LogLines {
  private static final String SELECT =
      """
      SELECT leaf.*, record.jws, pruned.statement
      FROM leaf
      LEFT JOIN record ON record.leaf_index = leaf.leaf_index
        AND record.retention = leaf.retention AND record.received_at = leaf.received_at
        AND record.leaf_index >= :from AND record.leaf_index < :to
      LEFT JOIN pruned ON pruned.retention = leaf.retention
        AND pruned.from_time <= leaf.received_at AND pruned.to_time > leaf.received_at
      WHERE leaf.leaf_index >= :from AND leaf.leaf_index < :to
      ORDER BY leaf.leaf_index
      """;
  private static final String STUBS =
      """
      SELECT * FROM leaf
      WHERE retention = :retention AND received_at >= :from AND received_at < :to
        AND leaf_index > :after
      ORDER BY leaf_index LIMIT :limit
      """;

  private final JdbcClient jdbc;

  LogLines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The leaves from one index to another, exclusive, in order and without a gap.
  ///
  /// @throws IllegalStateException when a leaf or a record is missing
  public List<LogLine> between(long from, long to) {
    List<LogLine> lines =
        jdbc.sql(SELECT).param("from", from).param("to", to).query(LogLines::line).list();
    for (int i = 0; i < to - from; i++) {
      if (i >= lines.size() || lines.get(i).leaf() != from + i) {
        throw missing(from + i);
      }
    }
    return lines;
  }

  /// The leaf of the statement under which a leaf's record was pruned.
  public Optional<Long> prunedBy(long leaf) {
    return jdbc.sql(
            """
            SELECT statement FROM leaf JOIN pruned ON pruned.retention = leaf.retention
              AND pruned.from_time <= leaf.received_at AND pruned.to_time > leaf.received_at
            WHERE leaf_index = :leaf
            """)
        .param("leaf", leaf)
        .query(Long.class)
        .optional();
  }

  /// How many records were pruned.
  public long pruned() {
    return jdbc.sql("SELECT coalesce(sum(count), 0)::bigint FROM pruned")
        .query(Long.class)
        .single();
  }

  /// The stubs of a class's records that were integrated in a period, behind a leaf, in order.
  public List<Stub> stubs(String retention, Instant from, Instant to, long after, int limit) {
    return jdbc.sql(STUBS)
        .param("retention", retention)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("after", after)
        .param("limit", limit)
        .query(LogLines::stub)
        .list();
  }

  private static LogLine line(ResultSet row, int number) throws SQLException {
    byte[] jws = row.getBytes("jws");
    if (jws != null) {
      return new LogLine.Kept(new StoredRecord(row.getLong("leaf_index"), jws));
    }
    if (row.getObject("statement") == null) {
      throw missing(row.getLong("leaf_index"));
    }
    return new LogLine.Pruned(stub(row, number));
  }

  private static Stub stub(ResultSet row, int number) throws SQLException {
    Instant received = row.getTimestamp("received_at").toInstant();
    return new Stub(
        row.getLong("leaf_index"),
        Digest.wrap(row.getBytes("leaf_hash")),
        Digest.wrap(row.getBytes("digest")),
        row.getString("writer"),
        row.getLong("epoch"),
        row.getLong("seq"),
        RecordType.parse(row.getString("type")),
        row.getString("retention"),
        YearMonth.from(received.atOffset(ZoneOffset.UTC))
            .atDay(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant(),
        row.getString("call"),
        row.getString("approval"));
  }

  private static IllegalStateException missing(long leaf) {
    return new IllegalStateException("leaf %d is missing".formatted(leaf));
  }
}

package dev.countersign.audit.timestamp;

import dev.countersign.evidence.bundle.BundleTimestamp;
import dev.countersign.evidence.timestamp.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of timestamps.
@Component
class TimestampTable {
  private final JdbcClient jdbc;

  TimestampTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A checkpoint that was timestamped.
  record Stamped(long size, Instant at) {}

  void insert(long size, Timestamp timestamp) {
    jdbc.sql(
            """
            INSERT INTO checkpoint_timestamp (size, at, authority, token)
            VALUES (:size, :at, :authority, :token) ON CONFLICT DO NOTHING
            """)
        .param("size", size)
        .param("at", java.sql.Timestamp.from(timestamp.time()))
        .param("authority", timestamp.authority())
        .param("token", timestamp.bytes())
        .update();
  }

  boolean has(long size) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM checkpoint_timestamp WHERE size = :size)")
        .param("size", size)
        .query(Boolean.class)
        .single();
  }

  Optional<Stamped> newest() {
    return jdbc.sql("SELECT size, at FROM checkpoint_timestamp ORDER BY size DESC LIMIT 1")
        .query((row, number) -> new Stamped(row.getLong(1), row.getTimestamp(2).toInstant()))
        .optional();
  }

  /// The newest timestamps of checkpoints up to a size, in ascending size.
  List<BundleTimestamp> upTo(long size, int most) {
    return jdbc.sql(
            """
            SELECT size, token FROM checkpoint_timestamp WHERE size <= :size
            ORDER BY size DESC LIMIT :most
            """)
        .param("size", size)
        .param("most", most)
        .query((row, number) -> new BundleTimestamp(row.getLong(1), row.getBytes(2)))
        .list()
        .reversed();
  }
}

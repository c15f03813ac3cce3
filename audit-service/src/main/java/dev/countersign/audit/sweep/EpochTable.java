package dev.countersign.audit.sweep;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads when writers began their newest epochs.
@Component
class EpochTable {
  private final JdbcClient jdbc;

  EpochTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A writer's newest epoch and when its beginning was integrated, by this service's clock.
  record Newest(long epoch, Instant since) {}

  Map<String, Newest> newestOf(Collection<String> writers) {
    Map<String, Newest> newest = new HashMap<>();
    jdbc.sql(
            """
            SELECT wanted.writer, head.epoch, opened.received_at
            FROM unnest(?) AS wanted (writer)
            CROSS JOIN LATERAL (
              SELECT epoch FROM leaf WHERE leaf.writer = wanted.writer
              ORDER BY epoch DESC LIMIT 1) AS head
            JOIN leaf AS opened ON opened.writer = wanted.writer
              AND opened.epoch = head.epoch AND opened.seq = 0
            """)
        .param(writers.toArray(String[]::new))
        .query(row -> {
          newest.put(row.getString(1), new Newest(row.getLong(2), row.getTimestamp(3).toInstant()));
        });
    return newest;
  }
}

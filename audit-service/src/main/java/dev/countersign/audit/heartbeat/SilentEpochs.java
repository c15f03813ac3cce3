package dev.countersign.audit.heartbeat;

import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.evidence.record.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the epochs from which nothing has come for long. It looks at one leaf of each writer,
/// however long the log is.
@Component
class SilentEpochs {
  private final JdbcClient jdbc;

  SilentEpochs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those whose last record was integrated before a moment, and of whose silence no alarm was
  /// raised yet.
  List<SilentEpoch> before(Instant moment) {
    return jdbc.sql(
            """
            WITH RECURSIVE named AS (
              (SELECT writer FROM leaf ORDER BY writer LIMIT 1)
              UNION ALL
              SELECT (SELECT leaf.writer FROM leaf WHERE leaf.writer > named.writer
                ORDER BY leaf.writer LIMIT 1)
              FROM named WHERE named.writer IS NOT NULL)
            SELECT last.* FROM named
            CROSS JOIN LATERAL (
              SELECT writer, epoch, seq, type, digest, received_at FROM leaf
              WHERE leaf.writer = named.writer ORDER BY epoch DESC, seq DESC LIMIT 1) AS last
            WHERE last.type <> 'writer.closed' AND last.received_at < :moment
              AND NOT EXISTS (SELECT FROM alarm WHERE kind = :kind AND kafka_partition IS NULL
                AND kafka_offset IS NULL AND alarm.digest = last.digest)
            """)
        .param("moment", Timestamp.from(moment))
        .param("kind", AlarmKind.MISSED_HEARTBEAT.wireName())
        .query(SilentEpochs::read)
        .list();
  }

  private static SilentEpoch read(ResultSet row, int number) throws SQLException {
    return new SilentEpoch(
        new Position(row.getString("writer"), row.getLong("epoch"), row.getLong("seq")),
        Digest.wrap(row.getBytes("digest")),
        row.getTimestamp("received_at").toInstant());
  }
}

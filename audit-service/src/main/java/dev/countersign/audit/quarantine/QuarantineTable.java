package dev.countersign.audit.quarantine;

import dev.countersign.evidence.record.Digest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The messages that were set aside, and the alarms of those that could be.
@Component
class QuarantineTable {
  /// No message comes into the log so many leaves before its offset is committed.
  private static final long LATELY = 100_000;

  private final JdbcClient jdbc;

  QuarantineTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SetAsideMessage> at(int partition, long offset) {
    return jdbc.sql(
            "SELECT * FROM quarantine WHERE kafka_partition = :partition AND kafka_offset = :offset")
        .param("partition", partition)
        .param("offset", offset)
        .query(SetAsideMessage::read)
        .optional();
  }

  /// The newest alarm with which a message stopped its partition.
  Optional<StoppedMessage> alarmOf(Message message) {
    return jdbc.sql(
            """
            SELECT kind, writer, epoch, seq FROM alarm
            WHERE stops AND kafka_partition = :partition AND kafka_offset = :offset
              AND digest = :digest
            ORDER BY id DESC LIMIT 1
            """)
        .param("partition", message.partition())
        .param("offset", message.offset())
        .param("digest", message.digest().bytes())
        .query((row, number) ->
            new StoppedMessage(
                row.getString(1),
                row.getString(2),
                row.getObject(3, Long.class),
                row.getObject(4, Long.class)))
        .optional();
  }

  /// Whether a message came into the log just now: its cause was removed, and its offset is not
  /// committed yet.
  boolean isInTheLogSinceLately(Digest digest) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM leaf
              WHERE leaf_index >= (SELECT size FROM head) - :lately AND digest = :digest)
            """)
        .param("lately", LATELY)
        .param("digest", digest.bytes())
        .query(Boolean.class)
        .single();
  }

  void insert(Message message, Digest record, Instant at) {
    jdbc.sql(
            """
            INSERT INTO quarantine (kafka_partition, kafka_offset, digest, record, set_aside_at)
            VALUES (:partition, :offset, :digest, :record, :at)
            """)
        .param("partition", message.partition())
        .param("offset", message.offset())
        .param("digest", message.digest().bytes())
        .param("record", record.bytes())
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The newest, newest first.
  List<Quarantined> newest(int limit) {
    return jdbc.sql(
            """
            SELECT quarantine.*, leaf.leaf_index, kept.jws
            FROM quarantine
            LEFT JOIN leaf ON leaf.type = 'message.quarantined' AND leaf.digest = quarantine.record
            LEFT JOIN record AS kept ON kept.leaf_index = leaf.leaf_index
              AND kept.retention = leaf.retention AND kept.received_at = leaf.received_at
            ORDER BY set_aside_at DESC, kafka_partition, kafka_offset LIMIT :limit
            """)
        .param("limit", limit)
        .query(Quarantined::read)
        .list();
  }
}

package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.ingest.ChainRules.Epoch;
import dev.countersign.audit.ingest.ChainRules.Head;
import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what the log holds of the chains that a batch touches: three short queries a batch, so
/// that nothing needs to be remembered between batches and nothing can be out of date.
@Component
class ChainTable {
  private final JdbcClient jdbc;

  ChainTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  ChainRules rulesFor(List<Genuine> batch) {
    Set<Epoch> epochs = new LinkedHashSet<>();
    Set<String> writers = new LinkedHashSet<>();
    batch.forEach(message -> {
      epochs.add(new Epoch(message.record().writer(), message.record().epoch()));
      writers.add(message.record().writer());
    });
    Map<Epoch, Head> heads = heads(epochs);
    return new ChainRules(heads, newestEpochs(writers), digests(positions(batch, heads)));
  }

  private Map<Epoch, Head> heads(Collection<Epoch> epochs) {
    Map<Epoch, Head> heads = new HashMap<>();
    jdbc.sql(
            """
            SELECT wanted.writer, wanted.epoch, head.seq, head.digest, kept.time
            FROM unnest(?, ?) AS wanted (writer, epoch)
            CROSS JOIN LATERAL (
              SELECT leaf_index, seq, digest, retention, received_at FROM leaf
              WHERE leaf.writer = wanted.writer AND leaf.epoch = wanted.epoch
              ORDER BY seq DESC LIMIT 1) AS head
            LEFT JOIN LATERAL (
              SELECT time FROM record WHERE record.leaf_index = head.leaf_index
                AND record.retention = head.retention
                AND record.received_at = head.received_at) AS kept ON true
            """)
        .param(epochs.stream().map(Epoch::writer).toArray(String[]::new))
        .param(epochs.stream().map(Epoch::number).toArray(Long[]::new))
        .query(row -> {
          heads.put(
              new Epoch(row.getString(1), row.getLong(2)),
              new Head(row.getLong(3), Digest.wrap(row.getBytes(4)), instant(row.getTimestamp(5))));
        });
    return heads;
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private Map<String, Long> newestEpochs(Collection<String> writers) {
    Map<String, Long> newest = new HashMap<>();
    jdbc.sql(
            """
            SELECT wanted.writer, head.epoch
            FROM unnest(?) AS wanted (writer)
            CROSS JOIN LATERAL (
              SELECT epoch FROM leaf WHERE leaf.writer = wanted.writer
              ORDER BY epoch DESC LIMIT 1) AS head
            """)
        .param(writers.toArray(String[]::new))
        .query(row -> {
          newest.put(row.getString(1), row.getLong(2));
        });
    return newest;
  }

  /// The places to look up: those that are taken already, and those that a new epoch names.
  private static Set<Position> positions(List<Genuine> batch, Map<Epoch, Head> heads) {
    Set<Position> positions = new LinkedHashSet<>();
    for (Genuine message : batch) {
      Position position = message.position();
      Head head = heads.get(new Epoch(position.writer(), position.epoch()));
      if (head != null && position.seq() <= head.seq()) {
        positions.add(position);
      }
      if (message.record().body() instanceof RecordBody.WriterOpened opened
          && opened.previous() != null) {
        RecordBody.ChainEnd end = opened.previous();
        positions.add(new Position(position.writer(), end.epoch(), end.seq()));
      }
    }
    return positions;
  }

  private Map<Position, Digest> digests(Collection<Position> positions) {
    Map<Position, Digest> digests = new HashMap<>();
    if (positions.isEmpty()) {
      return digests;
    }
    jdbc.sql(
            """
            SELECT leaf.writer, leaf.epoch, leaf.seq, leaf.digest
            FROM unnest(?, ?, ?) AS wanted (writer, epoch, seq)
            JOIN leaf ON leaf.writer = wanted.writer AND leaf.epoch = wanted.epoch
              AND leaf.seq = wanted.seq
            """)
        .param(positions.stream().map(Position::writer).toArray(String[]::new))
        .param(positions.stream().map(Position::epoch).toArray(Long[]::new))
        .param(positions.stream().map(Position::seq).toArray(Long[]::new))
        .query(row -> {
          digests.put(
              new Position(row.getString(1), row.getLong(2), row.getLong(3)),
              Digest.wrap(row.getBytes(4)));
        });
    return digests;
  }
}

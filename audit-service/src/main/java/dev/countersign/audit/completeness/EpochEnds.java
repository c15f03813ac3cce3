package dev.countersign.audit.completeness;

import dev.countersign.audit.completeness.EpochCounts.Epoch;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads how epochs begin and end, over all of the log.
@Component
class EpochEnds {
  private final JdbcClient jdbc;

  EpochEnds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A writer's first and newest epoch.
  record Span(long first, long newest) {}

  Map<String, Span> spans(long size) {
    Map<String, Span> spans = new HashMap<>();
    jdbc.sql(
            """
            SELECT writer, min(epoch), max(epoch) FROM leaf
            WHERE type = 'writer.opened' AND leaf_index < :size GROUP BY writer
            """)
        .param("size", size)
        .query(row -> {
          spans.put(row.getString(1), new Span(row.getLong(2), row.getLong(3)));
        });
    return spans;
  }

  Set<Epoch> closed(long size) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT writer, epoch FROM leaf WHERE type = 'writer.closed' AND leaf_index < :size
                """)
            .param("size", size)
            .query((row, number) -> new Epoch(row.getString(1), row.getLong(2)))
            .list());
  }

  /// The first records of epochs.
  Map<Epoch, WriterOpened> openings(Collection<Epoch> epochs) {
    Map<Epoch, WriterOpened> openings = new HashMap<>();
    jdbc.sql(
            """
            SELECT leaf.writer, leaf.epoch, record.jws
            FROM unnest(?, ?) AS wanted (writer, epoch)
            JOIN leaf ON leaf.writer = wanted.writer AND leaf.epoch = wanted.epoch AND leaf.seq = 0
            JOIN record ON record.leaf_index = leaf.leaf_index
              AND record.retention = leaf.retention AND record.received_at = leaf.received_at
            """)
        .param(epochs.stream().map(Epoch::writer).toArray(String[]::new))
        .param(epochs.stream().map(Epoch::number).toArray(Long[]::new))
        .query(row -> {
          byte[] payload = Jws.parse(row.getBytes(3)).unverifiedPayload();
          if (EvidenceJson.readRecord(payload).body() instanceof WriterOpened opened) {
            openings.put(new Epoch(row.getString(1), row.getLong(2)), opened);
          }
        });
    return openings;
  }

  /// A record that an opening names as the end of the epoch before.
  record Named(String writer, ChainEnd end) {}

  /// Those of the named records that are in the log.
  Set<Named> present(List<Named> named, long size) {
    Set<Named> present = new HashSet<>();
    jdbc.sql(
            """
            SELECT leaf.writer, leaf.epoch, leaf.seq, leaf.digest
            FROM unnest(?, ?, ?) AS wanted (writer, epoch, seq)
            JOIN leaf ON leaf.writer = wanted.writer AND leaf.epoch = wanted.epoch
              AND leaf.seq = wanted.seq
            WHERE leaf_index < ?
            """)
        .param(named.stream().map(Named::writer).toArray(String[]::new))
        .param(named.stream().map(each -> each.end().epoch()).toArray(Long[]::new))
        .param(named.stream().map(each -> each.end().seq()).toArray(Long[]::new))
        .param(size)
        .query(row -> {
          ChainEnd end = new ChainEnd(row.getLong(2), row.getLong(3), Digest.wrap(row.getBytes(4)));
          present.add(new Named(row.getString(1), end));
        });
    return present;
  }
}

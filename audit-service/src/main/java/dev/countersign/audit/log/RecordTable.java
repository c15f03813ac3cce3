package dev.countersign.audit.log;

import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The table of records, into which the sequencer copies. It is partitioned by retention class and
/// month of integration; partitions are made when the first record for them comes.
@Component
class RecordTable {
  private static final String COPY =
      """
      COPY record (leaf_index, received_at, time, deadline, intent_leaf, retention, type, call,
        session, subject, subject_issuer, actor, connection, function, approval, risk, reason,
        status, approvers, jws) FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 20;

  private final Set<Partition> known = ConcurrentHashMap.newKeySet();
  private final JdbcTemplate jdbc;

  RecordTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Partition(String retention, YearMonth month) {}

  void insert(long first, List<Entry> entries, Instant receivedAt) {
    YearMonth month = YearMonth.from(receivedAt.atOffset(ZoneOffset.UTC));
    entries.stream()
        .map(Entry::retention)
        .distinct()
        .forEach(retention -> {
          if (known.add(new Partition(retention, month))) {
            partition(retention, month, receivedAt);
          }
        });
    jdbc.execute((java.sql.Connection connection) -> {
      try (BinaryCopy rows = new BinaryCopy(connection, COPY, COLUMNS)) {
        for (int i = 0; i < entries.size(); i++) {
          fill(rows.row(), first + i, entries.get(i), receivedAt);
        }
        rows.end();
      }
      return true;
    });
  }

  private void partition(String retention, YearMonth month, Instant moment) {
    try {
      jdbc.queryForObject(
          "SELECT record_partition(?, ?)",
          String.class,
          retention,
          moment.atOffset(ZoneOffset.UTC));
    } catch (RuntimeException e) {
      known.remove(new Partition(retention, month));
      throw e;
    }
  }

  /// What was made in a transaction that failed is not there.
  void forgetPartitions() {
    known.clear();
  }

  private static void fill(BinaryCopy row, long leaf, Entry entry, Instant receivedAt) {
    EvidenceRecord record = entry.record();
    RecordColumns columns = entry.columns();
    Party subject = columns.subject();
    row.bigint(leaf)
        .timestamp(receivedAt)
        .timestamp(record.time())
        .timestamp(columns.deadline())
        .bigint(entry.intentLeaf())
        .text(entry.retention())
        .text(record.type().wireName())
        .text(columns.call())
        .text(columns.session())
        .text(subject == null ? null : subject.id())
        .text(subject == null ? null : subject.issuer())
        .text(columns.actor())
        .text(columns.connection())
        .text(columns.function())
        .text(columns.approval())
        .text(columns.risk())
        .text(columns.reason())
        .text(columns.status())
        .texts(columns.approvers())
        .bytea(entry.jws());
  }
}

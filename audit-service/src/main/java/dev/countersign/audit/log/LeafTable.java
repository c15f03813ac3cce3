package dev.countersign.audit.log;

import dev.countersign.evidence.log.LeafHashes;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of leaves: what stays of every record for the log's whole life.
@Component
class LeafTable implements LeafHashes {
  private static final String COPY =
      """
      COPY leaf (leaf_index, epoch, seq, received_at, writer, type, retention, call, approval,
        digest, leaf_hash) FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 11;

  private final JdbcTemplate batches;
  private final JdbcClient jdbc;

  LeafTable(JdbcTemplate batches, JdbcClient jdbc) {
    this.batches = batches;
    this.jdbc = jdbc;
  }

  void insert(long first, List<Entry> entries, Instant receivedAt) {
    batches.execute((java.sql.Connection connection) -> {
      try (BinaryCopy rows = new BinaryCopy(connection, COPY, COLUMNS)) {
        for (int i = 0; i < entries.size(); i++) {
          fill(rows.row(), first + i, entries.get(i), receivedAt);
        }
        rows.end();
      }
      return true;
    });
  }

  private static void fill(BinaryCopy row, long leaf, Entry entry, Instant receivedAt) {
    EvidenceRecord record = entry.record();
    RecordColumns columns = entry.columns();
    row.bigint(leaf)
        .bigint(record.epoch())
        .bigint(record.seq())
        .timestamp(receivedAt)
        .text(record.writer())
        .text(record.type().wireName())
        .text(entry.retention())
        .text(columns.call())
        .text(columns.approval())
        .bytea(entry.digest().bytes())
        .bytea(entry.leafHash().bytes());
  }

  /// One behind the last leaf that is stored, whoever stored it.
  long end() {
    return jdbc.sql("SELECT coalesce(max(leaf_index) + 1, 0) FROM leaf").query(Long.class).single();
  }

  @Override
  public List<Digest> read(long from, long to) {
    List<Digest> hashes =
        jdbc.sql(
                """
                SELECT leaf_hash FROM leaf WHERE leaf_index >= :from AND leaf_index < :to
                ORDER BY leaf_index
                """)
            .param("from", from)
            .param("to", to)
            .query((row, number) -> Digest.wrap(row.getBytes(1)))
            .list();
    if (hashes.size() != to - from) {
      throw new IllegalStateException(
          "leaf hashes from %d to %d: %d".formatted(from, to, hashes.size()));
    }
    return hashes;
  }
}

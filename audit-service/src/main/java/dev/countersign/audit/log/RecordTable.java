package dev.countersign.audit.log;

import dev.countersign.evidence.log.LeafHashes;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.Party;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of records, as the sequencer uses it: rows go in, leaf hashes come out.
@Component
class RecordTable implements LeafHashes {
  private static final String INSERT =
      """
      INSERT INTO record (leaf_index, writer, epoch, seq, type, time, received_at,
        call, session, subject, subject_issuer, actor, connection, function, approval, risk,
        reason, status, deadline, intent_leaf, digest, leaf_hash, jws)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate batches;
  private final JdbcClient jdbc;

  RecordTable(JdbcTemplate batches, JdbcClient jdbc) {
    this.batches = batches;
    this.jdbc = jdbc;
  }

  void insert(long first, List<Entry> entries, Instant receivedAt) {
    Timestamp received = Timestamp.from(receivedAt);
    batches.batchUpdate(
        INSERT,
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(PreparedStatement row, int i) throws SQLException {
            fill(row, first + i, entries.get(i), received);
          }

          @Override
          public int getBatchSize() {
            return entries.size();
          }
        });
  }

  @Override
  public List<Digest> read(long from, long to) {
    List<Digest> hashes =
        jdbc.sql(
                """
                SELECT leaf_hash FROM record WHERE leaf_index >= :from AND leaf_index < :to
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

  private static void fill(PreparedStatement row, long leaf, Entry entry, Timestamp received)
      throws SQLException {
    EvidenceRecord record = entry.record();
    RecordColumns columns = RecordColumns.of(record.body());
    Party subject = columns.subject();
    row.setLong(1, leaf);
    row.setString(2, record.writer());
    row.setLong(3, record.epoch());
    row.setLong(4, record.seq());
    row.setString(5, record.type().wireName());
    row.setTimestamp(6, Timestamp.from(record.time()));
    row.setTimestamp(7, received);
    row.setString(8, columns.call());
    row.setString(9, columns.session());
    row.setString(10, subject == null ? null : subject.id());
    row.setString(11, subject == null ? null : subject.issuer());
    row.setString(12, columns.actor());
    row.setString(13, columns.connection());
    row.setString(14, columns.function());
    row.setString(15, columns.approval());
    row.setString(16, columns.risk());
    row.setString(17, columns.reason());
    row.setString(18, columns.status());
    row.setTimestamp(19, timestamp(columns.deadline()));
    row.setObject(20, entry.intentLeaf(), java.sql.Types.BIGINT);
    row.setBytes(21, entry.digest().bytes());
    row.setBytes(22, entry.leafHash().bytes());
    row.setBytes(23, entry.jws());
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}

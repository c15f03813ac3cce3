package dev.countersign.audit.integrity;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads leaves with all that the database says of them.
@Component
class IntegrityTable {
  private static final String LEAVES =
      """
      SELECT leaf.leaf_index, leaf.writer, leaf.epoch, leaf.seq, leaf.type AS leaf_type,
        leaf.call AS leaf_call, leaf.approval AS leaf_approval, leaf.digest, leaf.leaf_hash,
        record.*, pruned.statement, before.digest AS before_digest, intent.digest AS intent_digest
      FROM leaf
      LEFT JOIN record ON record.leaf_index = leaf.leaf_index
        AND record.retention = leaf.retention AND record.received_at = leaf.received_at
        AND record.leaf_index >= :from AND record.leaf_index < :to
      LEFT JOIN pruned ON pruned.retention = leaf.retention
        AND pruned.from_time <= leaf.received_at AND pruned.to_time > leaf.received_at
      LEFT JOIN leaf AS before ON before.writer = leaf.writer AND before.epoch = leaf.epoch
        AND before.seq = leaf.seq - 1
      LEFT JOIN leaf AS intent ON intent.leaf_index = record.intent_leaf
      WHERE leaf.leaf_index >= :from AND leaf.leaf_index < :to
      ORDER BY leaf.leaf_index
      """;

  private final JdbcClient jdbc;

  IntegrityTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<StoredLeaf> between(long from, long to) {
    return jdbc.sql(LEAVES).param("from", from).param("to", to).query(StoredLeaf::read).list();
  }

  /// Rows of records that belong to no leaf.
  List<Long> recordsWithoutLeaf(long from, long to) {
    return jdbc.sql(
            """
            SELECT record.leaf_index FROM record
            LEFT JOIN leaf ON record.leaf_index = leaf.leaf_index
              AND record.retention = leaf.retention AND record.received_at = leaf.received_at
            WHERE record.leaf_index >= :from AND record.leaf_index < :to AND leaf.leaf_index IS NULL
            ORDER BY record.leaf_index LIMIT 1000
            """)
        .param("from", from)
        .param("to", to)
        .query(Long.class)
        .list();
  }

  /// Leaves behind the head, which a sequencer never leaves there.
  List<Long> leavesBehindTheHead() {
    return jdbc.sql(
            """
            SELECT leaf_index FROM leaf WHERE leaf_index >= (SELECT size FROM head)
            ORDER BY leaf_index LIMIT 1000
            """)
        .query(Long.class)
        .list();
  }
}

package dev.countersign.audit.completeness;

import dev.countersign.audit.completeness.CompletenessReport.CallCounts;
import dev.countersign.audit.completeness.CompletenessReport.PrunedPart;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.record.RecordType;
import dev.countersign.evidence.record.WatchBody.ReceiptRedeemed;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts what is missing, open, set aside or let go.
@Component
class TotalsTable {
  private static final int PAGE = 2000;

  private final JdbcClient jdbc;
  private final LogReader log;

  TotalsTable(JdbcClient jdbc, LogReader log) {
    this.jdbc = jdbc;
    this.log = log;
  }

  CallCounts calls(Leaves leaves, Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE deadline < :now), count(*) FILTER (WHERE deadline >= :now)
            FROM record AS call
            WHERE type = 'call.intent' AND leaf_index >= :first AND leaf_index < :end
              AND NOT EXISTS (SELECT FROM record AS outcome WHERE outcome.type = 'call.outcome'
                AND outcome.intent_leaf = call.leaf_index AND outcome.leaf_index < :size)
            """)
        .param("now", Timestamp.from(now))
        .param("first", leaves.first())
        .param("end", leaves.end())
        .param("size", leaves.size())
        .query((row, number) -> new CallCounts(row.getLong(1), row.getLong(2), unknown(leaves)))
        .single();
  }

  /// Calls that were closed as unknown, and of which their own writer never said more.
  private long unknown(Leaves leaves) {
    return jdbc.sql(
            """
            SELECT count(DISTINCT intent_leaf) FROM record AS closed
            WHERE type = 'call.outcome' AND status <> 'completed' AND status = 'unknown'
              AND leaf_index >= :first AND leaf_index < :end
              AND NOT EXISTS (SELECT FROM record AS better WHERE better.type = 'call.outcome'
                AND better.intent_leaf = closed.intent_leaf AND better.status <> 'unknown'
                AND better.leaf_index < :size)
            """)
        .param("first", leaves.first())
        .param("end", leaves.end())
        .param("size", leaves.size())
        .query(Long.class)
        .single();
  }

  List<PrunedPart> pruned(Period period, long size) {
    return jdbc.sql(
            """
            SELECT retention, from_time, to_time, count, statement FROM pruned
            WHERE from_time < :to AND to_time > :from AND statement < :size
            ORDER BY retention, from_time
            """)
        .param("from", period.begin())
        .param("to", period.end())
        .param("size", size)
        .query((row, number) ->
            new PrunedPart(
                row.getString(1),
                row.getTimestamp(2).toInstant(),
                row.getTimestamp(3).toInstant(),
                row.getLong(4),
                row.getLong(5)))
        .list();
  }

  /// The verdict is read from the signed bytes: no column has it.
  SortedMap<String, Long> receipts(Leaves leaves) {
    SortedMap<String, Long> verdicts = new TreeMap<>();
    String type = RecordType.RECEIPT_REDEEMED.wireName();
    long from = leaves.first();
    List<StoredRecord> page;
    do {
      page = log.leaves(from, leaves.end(), type, null, PAGE);
      for (StoredRecord stored : page) {
        if (stored.record().body() instanceof ReceiptRedeemed redeemed) {
          verdicts.merge(redeemed.verdict(), 1L, Long::sum);
        }
        from = stored.leaf() + 1;
      }
    } while (page.size() == PAGE);
    return verdicts;
  }

  SortedMap<String, Long> alarms(Period period) {
    SortedMap<String, Long> kinds = new TreeMap<>();
    jdbc.sql(
            """
            SELECT kind, count(*) FROM alarm WHERE raised_at >= :from AND raised_at < :to
            GROUP BY kind
            """)
        .param("from", period.begin())
        .param("to", period.end())
        .query(row -> {
          kinds.put(row.getString(1), row.getLong(2));
        });
    return kinds;
  }
}

package dev.countersign.audit.retention;

import dev.countersign.audit.log.LogLines;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import dev.countersign.evidence.record.Stub;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads partitions of the table of records, and drops one.
@Component
class PartitionTable {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
  private static final int PAGE = 5000;

  private final LogLines lines;
  private final JdbcClient jdbc;

  PartitionTable(LogLines lines, JdbcClient jdbc) {
    this.lines = lines;
    this.jdbc = jdbc;
  }

  /// The partitions that a class has, oldest first.
  List<Partition> of(String retention) {
    String parent = "record_" + retention;
    return jdbc
        .sql(
            """
            SELECT child.relname FROM pg_inherits
            JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
            WHERE pg_inherits.inhparent = to_regclass(:parent) ORDER BY child.relname
            """)
        .param("parent", parent)
        .query(String.class)
        .list()
        .stream()
        .map(name -> YearMonth.parse(name.substring(parent.length() + 1), MONTH))
        .map(month -> new Partition(retention, month))
        .toList();
  }

  /// Whether a call of this partition has no outcome anywhere.
  boolean hasOpenCalls(Partition partition) {
    return ask(
        partition,
        """
        SELECT EXISTS (SELECT FROM record AS call
          WHERE call.retention = :retention AND call.received_at >= :from AND call.received_at < :to
            AND call.type = 'call.intent' AND NOT EXISTS (
              SELECT FROM record AS outcome
              WHERE outcome.type = 'call.outcome' AND outcome.intent_leaf = call.leaf_index))
        """,
        Map.of());
  }

  /// Whether a hold matches a record of this partition, or one of a call or an approval that has
  /// records in it.
  boolean isHeld(Partition partition, HoldScope scope) {
    Map<String, Object> values = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    conditions.add("type IN ('call.intent', 'call.refused', 'approval.requested')");
    add(conditions, values, "connection = :connection", "connection", scope.connection());
    add(conditions, values, "session = :session", "session", scope.session());
    add(conditions, values, "subject = :subject", "subject", scope.subject());
    add(conditions, values, "time >= :since", "since", timestamp(scope.from()));
    add(conditions, values, "time < :until", "until", timestamp(scope.to()));
    if (scope.unconditional()) {
      return true;
    }
    return ask(
        partition,
        """
        WITH held AS MATERIALIZED (SELECT leaf_index, approval FROM record WHERE %s)
        SELECT EXISTS (SELECT FROM record
          WHERE retention = :retention AND received_at >= :from AND received_at < :to
            AND (leaf_index IN (SELECT leaf_index FROM held)
              OR intent_leaf IN (SELECT leaf_index FROM held)
              OR approval IN (SELECT approval FROM held WHERE approval IS NOT NULL)))
        """
            .formatted(String.join(" AND ", conditions)),
        values);
  }

  /// What a statement about the partition has to say, or nothing where the partition is empty.
  @Nullable RecordsPruned describe(Partition partition, List<String> holds) {
    Frontier tree = new Frontier();
    long first = -1;
    long last = -1;
    List<Stub> page;
    do {
      page = lines.stubs(partition.retention(), partition.from(), partition.to(), last, PAGE);
      for (Stub stub : page) {
        first = first < 0 ? stub.leaf() : first;
        last = stub.leaf();
        tree.append(TreeHash.leaf(stub.line()));
      }
    } while (page.size() == PAGE);
    if (first < 0) {
      return null;
    }
    return new RecordsPruned(
        partition.retention(),
        partition.from(),
        partition.to(),
        first,
        last,
        tree.size(),
        tree.root(),
        holds);
  }

  /// Drops the partition; the database looks whether the statement is about exactly it.
  long drop(Partition partition, long statement) {
    jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
    return jdbc.sql("SELECT drop_pruned(:retention, :month, :statement)")
        .param("retention", partition.retention())
        .param("month", partition.from().atOffset(ZoneOffset.UTC))
        .param("statement", statement)
        .query(Long.class)
        .single();
  }

  private boolean ask(Partition partition, String sql, Map<String, Object> values) {
    return jdbc.sql(sql).params(period(partition)).params(values).query(Boolean.class).single();
  }

  private static Map<String, Object> period(Partition partition) {
    return Map.of(
        "retention",
        partition.retention(),
        "from",
        Timestamp.from(partition.from()),
        "to",
        Timestamp.from(partition.to()));
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}

package dev.countersign.audit.search;

import dev.countersign.audit.log.StoredRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Searches the records for calls, in the order of the log, newest first.
@Component
class CallTable {
  private static final String SELECT =
      """
      SELECT call.leaf_index, call.jws,
        outcome.leaf_index AS outcome_leaf, outcome.jws AS outcome_jws
      """;

  /// Begins with the places of the words, newest first, and reads one record after the other until
  /// there are enough, however many calls have the words. Each place says all of where its record
  /// is; the limit keeps the database from reading all records first.
  private static final String BY_WORDS =
      """
      FROM (
        SELECT DISTINCT ON (leaf_index) leaf_index, retention, received_at FROM %s
        WHERE %s AND leaf_index < :before
        ORDER BY leaf_index DESC) AS named
      CROSS JOIN LATERAL (
        SELECT * FROM record AS call
        WHERE call.leaf_index = named.leaf_index AND call.retention = named.retention
          AND call.received_at = named.received_at AND %s LIMIT 1) AS call
      """;

  /// Words hold no spaces, so they can be handed over as one text.
  private static final String HAVE_WORDS = "words @> string_to_array(:words, ' ')";

  /// The places of the newest words. What many calls have is mostly found here; the database itself
  /// would take together all places of such words before it read the first record.
  private static final String NEWEST =
      """
      (SELECT leaf_index, retention, received_at, words FROM argument_text
        WHERE leaf_index < :before ORDER BY leaf_index DESC LIMIT 2000) AS newest\
      """;

  /// Of several outcomes the one by the call's own writer counts, then the earliest.
  private static final String OUTCOME =
      """
      LEFT JOIN LATERAL (
        SELECT leaf_index, jws, status FROM record
        WHERE type = 'call.outcome' AND intent_leaf = call.leaf_index
          AND retention = call.retention AND received_at >= call.received_at
        ORDER BY (status = 'unknown'), leaf_index LIMIT 1) AS outcome ON true
      """;

  private static final String BY_STATUS =
      """
      JOIN record AS ended ON ended.intent_leaf = call.leaf_index
        AND ended.type = 'call.outcome' AND ended.status <> 'completed' AND ended.status = :status
        AND ended.leaf_index = outcome.leaf_index
      """;

  /// Through the log's index of approvals: few records name one.
  private static final String BY_APPROVER =
      """
      call.leaf_index IN (
        SELECT named.leaf_index FROM record AS decided
        JOIN leaf AS named ON named.approval = decided.approval
        WHERE decided.type = 'approval.decided' AND decided.approvers @> ARRAY[:approver]::text[])
      """;

  private final JdbcClient jdbc;

  CallTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A call's first record, and its outcome where there is one.
  record Found(StoredRecord call, @Nullable StoredRecord outcome) {}

  List<Found> find(CallQuery query) {
    if (!query.words().isEmpty() && areCommon(query)) {
      List<Found> newest = find(searchNewest(query));
      if (newest.size() == query.limit()) {
        return newest;
      }
    }
    return find(search(query));
  }

  /// Whether the newest words suffice for a page, were it for the words alone. Cheaper to ask than
  /// a search that finds nothing: no record is looked for.
  private boolean areCommon(CallQuery query) {
    long places =
        jdbc.sql("SELECT count(*) FROM %s WHERE %s".formatted(NEWEST, HAVE_WORDS))
            .param("words", String.join(" ", query.words()))
            .param("before", query.before())
            .query(Long.class)
            .single();
    return places >= query.limit();
  }

  private List<Found> find(Search search) {
    return jdbc.sql(search.sql()).params(search.values()).query(CallTable::read).list();
  }

  /// A statement and its parameters.
  record Search(String sql, Map<String, Object> values) {}

  static Search search(CallQuery query) {
    return search(query, "argument_text");
  }

  /// A search by words that knows of some calls only; what it finds are the newest of all.
  static Search searchNewest(CallQuery query) {
    return search(query, NEWEST);
  }

  private static Search search(CallQuery query, String places) {
    Map<String, Object> values = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    conditions.add("call.type IN ('call.intent', 'call.refused')");
    conditions.add("call.leaf_index < :before");
    values.put("before", query.before());
    add(conditions, values, "call.time >= :from", "from", timestamp(query.from()));
    add(conditions, values, "call.time < :to", "to", timestamp(query.to()));
    add(conditions, values, "call.session = :session", "session", query.session());
    add(conditions, values, "call.subject = :subject", "subject", query.subject());
    add(conditions, values, "call.actor = :actor", "actor", query.actor());
    add(conditions, values, "call.connection = :connection", "connection", query.connection());
    add(conditions, values, "call.function = :function", "function", query.function());
    decision(query, conditions, values);
    add(conditions, values, BY_APPROVER, "approver", query.approver());
    if (!query.words().isEmpty()) {
      add(
          conditions,
          values,
          "call.type = 'call.intent'",
          "words",
          String.join(" ", query.words()));
    }
    List<String> ends = new ArrayList<>();
    String join = status(query.status(), ends, values);
    values.put("limit", query.limit());
    return new Search(sql(query, places, conditions, ends, join), values);
  }

  /// @param places where to look for words
  /// @param conditions of the call's own record
  /// @param ends conditions of how it ended
  /// @param join what those need
  private static String sql(
      CallQuery query, String places, List<String> conditions, List<String> ends, String join) {
    boolean byWords = !query.words().isEmpty();
    String calls = String.join(" AND ", conditions);
    if (!byWords) {
      ends.addFirst(calls);
    }
    return SELECT
        + (byWords ? BY_WORDS.formatted(places, HAVE_WORDS, calls) : "FROM record AS call\n")
        + OUTCOME
        + join
        + (ends.isEmpty() ? "" : " WHERE " + String.join(" AND ", ends))
        + (byWords ? " ORDER BY named.leaf_index" : " ORDER BY call.leaf_index")
        + " DESC LIMIT :limit";
  }

  private static void decision(
      CallQuery query, List<String> conditions, Map<String, Object> values) {
    if (query.permitted() != null) {
      conditions.add(
          query.permitted() ? "call.type = 'call.intent'" : "call.type = 'call.refused'");
    }
    if (query.reason() != null) {
      conditions.add("call.type = 'call.refused' AND call.reason = :reason");
      values.put("reason", query.reason());
    }
    if (query.risk() != null) {
      // Most calls are of low risk; the index is of the others, and must be seen to serve.
      conditions.add(
          query.risk().equals("low")
              ? "call.risk = :risk"
              : "call.risk <> 'low' AND call.risk = :risk");
      values.put("risk", query.risk());
    }
  }

  private static String status(
      @Nullable CallStatus status, List<String> conditions, Map<String, Object> values) {
    return switch (status) {
      case null -> "";
      case OPEN -> {
        conditions.add("call.type = 'call.intent' AND outcome.leaf_index IS NULL");
        conditions.add("call.leaf_index >= (SELECT coalesce(max(leaf_index), 0) FROM settled)");
        yield "";
      }
      case REFUSED -> {
        conditions.add("call.type = 'call.refused'");
        yield "";
      }
      case COMPLETED -> {
        conditions.add("outcome.status = 'completed'");
        yield "";
      }
      case HELD -> {
        conditions.add("false");
        yield "";
      }
      case FAILED, ABORTED, UNKNOWN -> {
        values.put("status", status.wireName());
        yield BY_STATUS;
      }
    };
  }

  /// All records that name a call, and those of the approvals that they name, in the order of the
  /// log.
  List<StoredRecord> recordsOf(String call) {
    return jdbc.sql(
            """
            SELECT leaf_index, jws
            FROM (
              SELECT leaf_index, retention, received_at FROM leaf WHERE call = :call
              UNION
              SELECT leaf_index, retention, received_at FROM leaf WHERE approval IN (
                SELECT approval FROM leaf WHERE call = :call AND approval IS NOT NULL)) AS found
            JOIN record USING (leaf_index, retention, received_at)
            ORDER BY leaf_index LIMIT 1000
            """)
        .param("call", call)
        .query(StoredRecord::read)
        .list();
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

  private static @Nullable Timestamp timestamp(java.time.@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }

  private static Found read(ResultSet row, int number) throws SQLException {
    byte[] outcome = row.getBytes("outcome_jws");
    return new Found(
        new StoredRecord(row.getLong("leaf_index"), row.getBytes("jws")),
        outcome == null ? null : new StoredRecord(row.getLong("outcome_leaf"), outcome));
  }
}

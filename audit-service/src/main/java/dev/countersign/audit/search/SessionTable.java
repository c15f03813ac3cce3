package dev.countersign.audit.search;

import dev.countersign.evidence.record.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Searches sessions, the one begun last first. Calls are counted when they are asked for.
@Component
class SessionTable {
  private static final String SELECT =
      """
      SELECT session.*, counted.*
      FROM session
      CROSS JOIN LATERAL (
        SELECT count(*) AS calls, max(call.time) AS last_time,
          count(*) FILTER (WHERE call.type = 'call.refused') AS refused,
          count(*) FILTER (WHERE call.type = 'call.intent' AND NOT EXISTS (
            SELECT FROM record AS outcome
            WHERE outcome.type = 'call.outcome' AND outcome.intent_leaf = call.leaf_index)) AS open
        FROM record AS call
        WHERE call.session = session.session AND call.type IN ('call.intent', 'call.refused')
          AND coalesce(call.subject, '') = session.subject
          AND coalesce(call.subject_issuer, '') = session.subject_issuer) AS counted
      WHERE
      """;

  private static final String IN_TIME =
      """
      EXISTS (SELECT FROM record AS during
        WHERE during.session = session.session AND during.type IN ('call.intent', 'call.refused')
          AND during.time >= :from AND during.time < :to)
      """;

  private final JdbcClient jdbc;

  SessionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A session and the leaf of its first call.
  record Found(long firstLeaf, SessionView view) {}

  List<Found> find(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String subject,
      long before,
      int limit) {
    Map<String, Object> values = new HashMap<>(Map.of("before", before, "limit", limit));
    List<String> conditions = new ArrayList<>(List.of("session.first_leaf < :before"));
    if (subject != null) {
      conditions.add("session.subject = :subject");
      values.put("subject", subject);
    }
    if (from != null || to != null) {
      conditions.add(IN_TIME);
      values.put("from", Timestamp.from(from == null ? Instant.EPOCH : from));
      values.put("to", Timestamp.from(to == null ? Instant.parse("9999-12-31T23:59:59Z") : to));
    }
    return jdbc.sql(
            SELECT
                + String.join(" AND ", conditions)
                + " ORDER BY session.first_leaf DESC LIMIT :limit")
        .params(values)
        .query(SessionTable::read)
        .list();
  }

  /// A session over all its calls. Should several subjects have used one name, the first is shown.
  Optional<SessionView> one(String session) {
    return jdbc
        .sql(SELECT + "session.session = :session ORDER BY session.first_leaf")
        .param("session", session)
        .query(SessionTable::read)
        .list()
        .stream()
        .map(Found::view)
        .reduce(SessionTable::together);
  }

  private static SessionView together(SessionView first, SessionView other) {
    return new SessionView(
        first.session(),
        first.subject(),
        first.first(),
        first.last().isAfter(other.last()) ? first.last() : other.last(),
        first.calls() + other.calls(),
        first.refused() + other.refused(),
        first.open() + other.open());
  }

  private static Found read(ResultSet row, int number) throws SQLException {
    String subject = row.getString("subject");
    return new Found(
        row.getLong("first_leaf"),
        new SessionView(
            row.getString("session"),
            subject.isEmpty() ? null : Party.actor(subject, row.getString("subject_issuer"), null),
            row.getTimestamp("first_time").toInstant(),
            row.getTimestamp("last_time").toInstant(),
            row.getLong("calls"),
            row.getLong("refused"),
            row.getLong("open")));
  }
}

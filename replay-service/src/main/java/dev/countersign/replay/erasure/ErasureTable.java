package dev.countersign.replay.erasure;

import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.VerifiedToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The statements of erasures. Each is one transaction. Thread-safe.
@Component
class ErasureTable {
  private static final String STATE =
      """
      WITH wanted AS MATERIALIZED (
        SELECT f.call, f.direction, f.frame_index, f.digest
        FROM recorded_call AS c JOIN frame AS f ON f.call = c.call
        WHERE (c.session = :session::text OR c.call = :call::uuid) AND f.erased_at IS NULL),
      stated AS (
        INSERT INTO erasure (erasure, session, call, subject, reason, frames, digest, stated_at)
        SELECT :erasure, :session::text, :call::uuid, :subject, :reason, count(*),
          sha256(string_agg(digest, ''::bytea ORDER BY call, direction, frame_index)), :at
        FROM wanted HAVING count(*) > 0
        ON CONFLICT DO NOTHING
        RETURNING erasure)
      INSERT INTO erasure_frame (erasure, call, direction, frame_index)
      SELECT erasure, call, direction, frame_index FROM stated, wanted
      """;
  private static final String COLUMNS =
      "SELECT erasure, session, call, subject, reason, frames, digest, stated_at, done_at FROM erasure ";
  private static final String AFFECTED =
      """
      SELECT c.session, c.connection, c.subject, min(f.at) AS first, max(f.at) AS last
      FROM erasure_frame AS e JOIN frame AS f USING (call, direction, frame_index)
        JOIN recorded_call AS c ON c.call = e.call
      WHERE e.erasure = ?
      GROUP BY c.session, c.connection, c.subject
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  ErasureTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// States the erasure of every frame that is there now, unless one of that scope is open already.
  void state(Scope scope, VerifiedToken caller, String reason) {
    jdbc.sql(STATE)
        .param("erasure", UUID.randomUUID())
        .param("session", scope.session())
        .param("call", scope.callText())
        .param("subject", caller.subject())
        .param("reason", reason)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The erasure of that scope that is stated and not done.
  Optional<Erasure> open(Scope scope) {
    return jdbc.sql(
            COLUMNS + "WHERE done_at IS NULL AND (session = :session::text OR call = :call::uuid)")
        .param("session", scope.session())
        .param("call", scope.callText())
        .query((row, _) -> erasure(row))
        .optional();
  }

  List<Erasure> newest(int limit) {
    return jdbc.sql(COLUMNS + "ORDER BY stated_at DESC, erasure DESC LIMIT ?")
        .param(limit)
        .query((row, _) -> erasure(row))
        .list();
  }

  List<Affected> affectedBy(Erasure erasure) {
    return jdbc.sql(AFFECTED)
        .param(erasure.erasure())
        .query((row, _) ->
            new Affected(
                row.getString("session"),
                row.getString("connection"),
                row.getString("subject"),
                time(row, "first"),
                time(row, "last")))
        .list();
  }

  /// Erases what is stated, once.
  ///
  /// @return since when it is done
  Instant erase(Erasure erasure) {
    return jdbc.sql("SELECT erase_frames(?)")
        .param(erasure.erasure())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        row.getObject("erasure", UUID.class),
        row.getString("session"),
        row.getObject("call", UUID.class),
        row.getString("subject"),
        row.getString("reason"),
        row.getLong("frames"),
        Digest.wrap(row.getBytes("digest")),
        time(row, "stated_at"),
        timeOrNull(row, "done_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}

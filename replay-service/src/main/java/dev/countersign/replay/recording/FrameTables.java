package dev.countersign.replay.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/// The statements that put a batch into the tables; each takes the whole batch at once.
///
/// Rows go in sorted by key, so that two consumers which see the same frames after a rebalance wait
/// for each other instead of deadlocking.
class FrameTables {
  private static final String INSERT_SESSIONS =
      """
      INSERT INTO recorded_session (session, started_at)
      SELECT session, min(at)
      FROM unnest(?::text[], ?::timestamptz[]) AS batch (session, at)
      GROUP BY session ORDER BY session
      ON CONFLICT DO NOTHING
      """;

  private static final String INSERT_CALLS =
      """
      INSERT INTO recorded_call (call, session, subject, connection, function, started_at)
      SELECT DISTINCT ON (call) call, session, subject, connection, function, at
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
        WITH ORDINALITY AS batch (call, session, subject, connection, function, at, n)
      ORDER BY call, n
      ON CONFLICT DO NOTHING
      """;

  private static final String INSERT_FRAMES =
      """
      INSERT INTO frame (call, direction, frame_index, is_last, at, content_type, digest, content)
      SELECT call, direction, frame_index, is_last, at, content_type, digest, content
      FROM unnest(?::uuid[], ?::text[], ?::int[], ?::bool[], ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[])
        WITH ORDINALITY
        AS batch (call, direction, frame_index, is_last, at, content_type, digest, content, n)
      ORDER BY call, direction, frame_index, n
      ON CONFLICT DO NOTHING
      """;

  private static final String FIRST_CONFLICT =
      """
      SELECT min(batch.n)
      FROM unnest(
          ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::int[], ?::bool[], ?::timestamptz[], ?::text[], ?::bytea[])
        WITH ORDINALITY
        AS batch (call, session, subject, connection, function,
          direction, frame_index, is_last, at, content_type, digest, n)
      JOIN recorded_call AS c ON c.call = batch.call
      JOIN frame AS f ON f.call = batch.call
        AND f.direction = batch.direction AND f.frame_index = batch.frame_index
      WHERE (c.session, c.subject, c.connection, c.function)
          IS DISTINCT FROM (batch.session, batch.subject, batch.connection, batch.function)
        OR (f.is_last, f.at, f.content_type, f.digest)
          IS DISTINCT FROM (batch.is_last, batch.at, batch.content_type, batch.digest)
      """;

  private final JdbcTemplate jdbc;

  FrameTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void insertSessions(FrameColumns batch) {
    jdbc.update(
        INSERT_SESSIONS,
        arrays(column("text", batch.sessions()), column("timestamptz", batch.times())));
  }

  void insertCalls(FrameColumns batch) {
    jdbc.update(
        INSERT_CALLS,
        arrays(
            column("uuid", batch.calls()),
            column("text", batch.sessions()),
            column("text", batch.subjects()),
            column("text", batch.connections()),
            column("text", batch.functions()),
            column("timestamptz", batch.times())));
  }

  /// Returns how many frames were not there before.
  int insertFrames(FrameColumns batch) {
    return jdbc.update(
        INSERT_FRAMES,
        arrays(
            column("uuid", batch.calls()),
            column("text", batch.directions()),
            column("int4", batch.indexes()),
            column("bool", batch.lasts()),
            column("timestamptz", batch.times()),
            column("text", batch.contentTypes()),
            column("bytea", batch.digests()),
            column("bytea", batch.contents())));
  }

  /// The first place in the batch that differs from what the tables hold under its key.
  OptionalInt firstConflict(FrameColumns batch) {
    return jdbc.query(
        FIRST_CONFLICT,
        arrays(
            column("uuid", batch.calls()),
            column("text", batch.sessions()),
            column("text", batch.subjects()),
            column("text", batch.connections()),
            column("text", batch.functions()),
            column("text", batch.directions()),
            column("int4", batch.indexes()),
            column("bool", batch.lasts()),
            column("timestamptz", batch.times()),
            column("text", batch.contentTypes()),
            column("bytea", batch.digests())),
        rows -> {
          rows.next();
          int first = rows.getInt(1);
          return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(first - 1);
        });
  }

  private static Column column(String type, Object[] values) {
    return new Column(type, values);
  }

  private static PreparedStatementSetter arrays(Column... columns) {
    return statement -> {
      for (int i = 0; i < columns.length; i++) {
        columns[i].bind(statement, i + 1);
      }
    };
  }

  private record Column(String type, Object[] values) {
    void bind(PreparedStatement statement, int position) throws SQLException {
      Connection connection = statement.getConnection();
      statement.setArray(position, connection.createArrayOf(type, values));
    }
  }
}

package dev.countersign.replay.recording;

import dev.countersign.evidence.record.Digest;
import dev.countersign.replay.recording.Cursor.AfterFrame;
import dev.countersign.replay.recording.Cursor.AfterSession;
import dev.countersign.service.problem.ProblemException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// Reads recordings page by page.
///
/// A page costs as many rows as it shows, wherever it stands. Frames are checked against their
/// stored digest while they are read, unless they were erased. Thread-safe.
@Component
class FrameReader {
  private static final int ROWS_AT_A_TIME = 32;

  private static final String SESSIONS =
      """
      SELECT s.session, s.started_at, seen.subjects, seen.last_at, seen.calls, seen.frames
      FROM recorded_session AS s
      CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT c.subject ORDER BY c.subject) FILTER (WHERE c.subject IS NOT NULL)
            AS subjects,
          max(f.at) AS last_at, count(DISTINCT c.call) AS calls, count(*) AS frames
        FROM recorded_call AS c JOIN frame AS f ON f.call = c.call
        WHERE c.session = s.session) AS seen
      WHERE (s.started_at, s.session) < (?, ?)
      ORDER BY s.started_at DESC, s.session DESC
      LIMIT ?
      """;

  private static final String FRAMES =
      """
      SELECT c.call, c.session, c.subject, c.connection, c.function, c.started_at,
        f.direction, f.frame_index, f.is_last, f.at, f.content_type, f.digest, f.content, f.erased_at
      FROM recorded_call AS c JOIN frame AS f ON f.call = c.call
      WHERE %s
        AND (c.started_at, c.call) >= (?, ?)
        AND (c.started_at, c.call, f.direction, f.frame_index) > (?, ?, ?, ?)
      ORDER BY c.started_at, c.call, f.direction, f.frame_index
      LIMIT ?
      """;

  private static final String FRAMES_OF_SESSION = FRAMES.formatted("c.session = ?");
  private static final String FRAMES_OF_CALL = FRAMES.formatted("c.call = ?");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final DataSize pageSize;

  FrameReader(
      DataSource database, PlatformTransactionManager transactions, RecordingSettings settings) {
    this.jdbc = new JdbcTemplate(database);
    this.jdbc.setFetchSize(ROWS_AT_A_TIME);
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.pageSize = settings.pageSize();
  }

  /// Sessions, the newest first.
  Page<SessionSummary> sessions(AfterSession after, int limit) {
    List<SessionSummary> found =
        jdbc.query(
            SESSIONS,
            (row, _) -> summary(row),
            column(after.startedAt()),
            after.session(),
            limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    SessionSummary last = found.get(limit - 1);
    return new Page<>(
        found.subList(0, limit), new AfterSession(last.first(), last.session()).text());
  }

  /// Frames of a session: by the start of their call, then requests before responses, then index.
  Page<FrameView> framesOfSession(String session, AfterFrame after, int limit) {
    return frames(FRAMES_OF_SESSION, session, after, limit);
  }

  Page<FrameView> framesOfCall(UUID call, AfterFrame after, int limit) {
    return frames(FRAMES_OF_CALL, call, after, limit);
  }

  private Page<FrameView> frames(String sql, Object key, AfterFrame after, int limit) {
    OffsetDateTime startedAt = column(after.callStartedAt());
    Page<FrameView> page =
        snapshot.execute(_ ->
            jdbc.query(
                sql,
                rows -> {
                  return page(rows, limit);
                },
                key,
                startedAt,
                after.call(),
                startedAt,
                after.call(),
                after.direction().text(),
                after.index(),
                limit + 1));
    return page == null ? new Page<>(List.of(), null) : page;
  }

  private Page<FrameView> page(ResultSet rows, int limit) throws SQLException {
    List<FrameView> items = new ArrayList<>();
    AfterFrame place = AfterFrame.START;
    long size = 0;
    while (rows.next()) {
      if (items.size() == limit || size >= pageSize.toBytes()) {
        return new Page<>(items, place.text());
      }
      Frame frame = frame(rows);
      items.add(view(frame, rows));
      size += frame.content().length;
      place =
          new AfterFrame(
              time(rows, "started_at"), frame.call().call(), frame.direction(), frame.index());
    }
    return new Page<>(items, null);
  }

  private static Frame frame(ResultSet row) throws SQLException {
    return new Frame(
        new RecordedCall(
            row.getObject("call", UUID.class),
            row.getString("session"),
            row.getString("subject"),
            row.getString("connection"),
            row.getString("function")),
        Direction.parse(row.getString("direction")),
        row.getInt("frame_index"),
        row.getBoolean("is_last"),
        time(row, "at"),
        row.getString("content_type"),
        row.getBytes("content"));
  }

  private static FrameView view(Frame frame, ResultSet row) throws SQLException {
    return row.getObject("erased_at") == null
        ? FrameView.of(frame, checkedDigest(frame, row))
        : FrameView.erased(frame, Digest.wrap(row.getBytes("digest")), time(row, "erased_at"));
  }

  private static Digest checkedDigest(Frame frame, ResultSet row) throws SQLException {
    Digest digest = frame.digest();
    if (!digest.equals(Digest.wrap(row.getBytes("digest")))) {
      throw altered(frame);
    }
    return digest;
  }

  private static ProblemException altered(Frame frame) {
    return new ProblemException(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "recording-altered",
        "frame %d of the %s of call %s is not what was stored"
            .formatted(frame.index(), frame.direction().text(), frame.call().call()));
  }

  private static SessionSummary summary(ResultSet row) throws SQLException {
    return new SessionSummary(
        row.getString("session"),
        texts(row.getArray("subjects")),
        time(row, "started_at"),
        time(row, "last_at"),
        row.getLong("calls"),
        row.getLong("frames"));
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime column(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}

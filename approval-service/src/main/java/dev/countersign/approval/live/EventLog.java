package dev.countersign.approval.live;

import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalListener;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What changed, in an order in which nothing is passed over.
///
/// Numbers alone would not do: a transaction may commit after another with a higher number. Events
/// are ordered by transaction and read only up to the oldest one that is still under way.
@Component
class EventLog implements ApprovalListener {
  private static final long LAST = Long.MAX_VALUE;

  private final JdbcClient database;
  private final LiveSettings settings;
  private final Clock clock;

  EventLog(JdbcClient database, LiveSettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  /// One change of one approval.
  record Event(Position position, UUID approval, String state, Instant at) {}

  @Override
  public void changed(Approval next, Change change) {
    database
        .sql("INSERT INTO event (approval_id, state, at) VALUES (?, ?, ?)")
        .params(next.id(), next.state().wireName(), clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The next events after a place, oldest first.
  List<Event> after(Position place, int count) {
    return database
        .sql(
            """
            SELECT xact::text AS xact, id, approval_id, state, at FROM event
            WHERE (xact, id) > (CAST(CAST(? AS text) AS xid8), ?)
              AND xact < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY xact, id LIMIT ?
            """)
        .params(Long.toString(place.transaction()), place.event(), count)
        .query(EventLog::event)
        .list();
  }

  /// The place behind which everything is new.
  Position end() {
    String oldest =
        database
            .sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
            .query(String.class)
            .single();
    return new Position(Long.parseLong(oldest) - 1, LAST);
  }

  /// Whether nothing after this place was deleted for its age.
  boolean reaches(Position place) {
    return database
        .sql(
            "SELECT xact::text AS xact, id, approval_id, state, at FROM event"
                + " ORDER BY xact, id LIMIT 1")
        .query(EventLog::event)
        .optional()
        .map(oldest -> oldest.position().compareTo(place) <= 0)
        .orElse(true);
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forget() {
    database
        .sql("DELETE FROM event WHERE at < ?")
        .param(clock.instant().minus(settings.keep()).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Event event(ResultSet row, int number) throws SQLException {
    return new Event(
        new Position(Long.parseLong(row.getString("xact")), row.getLong("id")),
        row.getObject("approval_id", UUID.class),
        row.getString("state"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}

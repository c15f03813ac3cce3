package dev.countersign.approval.notification;

import dev.countersign.approval.database.ColumnTime;
import dev.countersign.approval.notification.NotificationSettings.Channel;
import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalListener;
import dev.countersign.approval.seal.Seal;
import dev.countersign.evidence.record.EvidenceJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The notifications that wait, were sent or are dead. Posted with the change that they tell of.
@Component
class Notifications implements ApprovalListener {
  private final JdbcClient database;
  private final Seal seal;
  private final NotificationSettings settings;
  private final Clock clock;

  Notifications(JdbcClient database, Seal seal, NotificationSettings settings, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
  }

  /// A notification as operators see it.
  record Notification(
      UUID id,
      String channel,
      UUID approval,
      String occasion,
      String state,
      int attempts,
      Instant nextAt,
      @Nullable String failure,
      Instant createdAt) {}

  /// A notification that is to be sent now.
  record Due(UUID id, String channel, int attempts, Message message) {}

  @Override
  public void changed(Approval next, Change change) {
    Occasion occasion =
        switch (change) {
          case ADDED -> null;
          case REQUESTED -> next.request().breaksGlass() ? null : Occasion.REQUESTED;
          case MOVED ->
              switch (next.state()) {
                case APPROVED -> next.request().breaksGlass() ? Occasion.GLASS : Occasion.DECIDED;
                case DENIED, EXPIRED, LAPSED, WITHDRAWN -> Occasion.DECIDED;
                case REVOKED -> Occasion.REVOKED;
                case REQUESTED, CONSUMED -> null;
              };
        };
    if (occasion != null) {
      post(next, occasion);
    }
  }

  /// Posts what the channels are told on an occasion, once for each approval.
  void post(Approval approval, Occasion occasion) {
    settings.channels().stream()
        .filter(channel -> channel.on().contains(occasion) && concerns(channel, approval))
        .forEach(channel -> post(channel, approval, occasion));
  }

  private static boolean concerns(Channel channel, Approval approval) {
    return channel.groups().isEmpty()
        || !Collections.disjoint(channel.groups(), approval.request().concernedGroups());
  }

  private void post(Channel channel, Approval approval, Occasion occasion) {
    UUID id = UUID.randomUUID();
    Message message = Message.of(id, occasion, approval, settings.page());
    database
        .sql(
            """
            INSERT INTO notification
              (id, channel, approval_id, occasion, state, next_at, created_at, sealed_message)
            VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        .params(
            id,
            channel.name(),
            approval.id(),
            occasion.wireName(),
            now(),
            now(),
            seal.close(place(id), EvidenceJson.write(message)))
        .update();
  }

  /// Takes what is due; until `lease` is over nobody else does.
  List<Due> take(int count, Duration lease) {
    return database
        .sql(
            """
            UPDATE notification SET attempts = attempts + 1, next_at = ?
            WHERE id IN (SELECT id FROM notification WHERE state = 'waiting' AND next_at <= ?
              ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id, channel, attempts, sealed_message
            """)
        .params(ColumnTime.of(clock.instant().plus(lease)), now(), count)
        .query((row, number) -> due(row))
        .list();
  }

  private Due due(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    byte[] message = seal.open(place(id), row.getBytes("sealed_message"));
    return new Due(
        id,
        row.getString("channel"),
        row.getInt("attempts"),
        EvidenceJson.read(message, Message.class));
  }

  void sent(UUID id) {
    database
        .sql("UPDATE notification SET state = 'sent', failure = NULL WHERE id = ?")
        .param(id)
        .update();
  }

  /// @param again when to try once more; null: it is dead
  void failed(UUID id, String failure, @Nullable Instant again) {
    database
        .sql("UPDATE notification SET state = ?, failure = ?, next_at = ? WHERE id = ?")
        .params(
            again == null ? "dead" : "waiting",
            failure,
            again == null ? now() : ColumnTime.of(again),
            id)
        .update();
  }

  /// Tries a dead one, or one that waits, at once and from the beginning; false where there is
  /// none.
  boolean retry(UUID id) {
    return database
            .sql(
                """
                UPDATE notification SET state = 'waiting', attempts = 0, next_at = ?
                WHERE id = ? AND state <> 'sent'
                """)
            .params(now(), id)
            .update()
        == 1;
  }

  Optional<Notification> find(UUID id) {
    return database
        .sql("SELECT * FROM notification WHERE id = ?")
        .param(id)
        .query((row, number) -> notification(row))
        .optional();
  }

  /// Notifications in a state, newest first, older than the given one.
  List<Notification> list(@Nullable String state, @Nullable UUID before, int count) {
    return database
        .sql(
            """
            SELECT n.* FROM notification n
            WHERE (CAST(:state AS text) IS NULL OR n.state = CAST(:state AS text))
              AND (CAST(:before AS uuid) IS NULL OR (n.created_at, n.id) <
                (SELECT b.created_at, b.id FROM notification b WHERE b.id = CAST(:before AS uuid)))
            ORDER BY n.created_at DESC, n.id DESC LIMIT :count
            """)
        .param("state", state)
        .param("before", before)
        .param("count", count)
        .query((row, number) -> notification(row))
        .list();
  }

  long count(String state) {
    return database
        .sql("SELECT count(*) FROM notification WHERE state = ?")
        .param(state)
        .query(Long.class)
        .single();
  }

  void forget() {
    database
        .sql("DELETE FROM notification WHERE state = 'sent' AND created_at < ?")
        .param(ColumnTime.of(clock.instant().minus(settings.keep())))
        .update();
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getObject("id", UUID.class),
        row.getString("channel"),
        row.getObject("approval_id", UUID.class),
        row.getString("occasion"),
        row.getString("state"),
        row.getInt("attempts"),
        row.getObject("next_at", OffsetDateTime.class).toInstant(),
        row.getString("failure"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static String place(UUID id) {
    return "notification " + id;
  }

  private OffsetDateTime now() {
    return ColumnTime.of(clock.instant());
  }
}

package dev.countersign.approval.idempotency;

import dev.countersign.approval.database.ColumnTime;
import dev.countersign.approval.seal.Seal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Answers that were given to requests with a key, for a day; sealed, as they show calls.
///
/// Replicas share them. A request whose process died under it holds its key for a minute.
@Component
class Answers {
  private static final Duration KEEP = Duration.ofDays(1);
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Seal seal;
  private final Clock clock;

  Answers(JdbcClient database, Seal seal, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
  }

  /// Whose key.
  record Key(String subject, String issuer, String key) {
    private String place() {
      return "answer %s %s %s".formatted(issuer, subject, key);
    }
  }

  /// What an answer says.
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Answer(int status, byte[] body) {}

  /// What a claim came to.
  sealed interface Claim {}

  /// Nobody has asked this under that key: go on, then [#keep] or [#release].
  record Free() implements Claim {}

  /// It was answered before.
  record Known(Answer answer) implements Claim {}

  /// Another request under the same key.
  record Other() implements Claim {}

  /// The same request is under way.
  record UnderWay() implements Claim {}

  private record Row(byte[] digest, @Nullable Integer status, byte @Nullable [] body, Instant at) {}

  /// Claims a key for a request.
  Claim claim(Key key, byte[] requestDigest) {
    Instant now = clock.instant();
    int added =
        database
            .sql(
                """
                INSERT INTO answer (subject, issuer, key, request_digest, created_at)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(key.subject(), key.issuer(), key.key(), requestDigest, ColumnTime.of(now))
            .update();
    if (added == 1) {
      return new Free();
    }
    return find(key).map(row -> judge(key, row, requestDigest, now)).orElseGet(UnderWay::new);
  }

  private Claim judge(Key key, Row row, byte[] requestDigest, Instant now) {
    if (!Arrays.equals(row.digest(), requestDigest)) {
      return new Other();
    }
    if (row.status() != null && row.body() != null) {
      return new Known(new Answer(row.status(), seal.open(key.place(), row.body())));
    }
    return row.at().isBefore(now.minus(UNDER_WAY)) && takeOver(key, row, now)
        ? new Free()
        : new UnderWay();
  }

  private boolean takeOver(Key key, Row row, Instant now) {
    return database
            .sql(
                """
                UPDATE answer SET created_at = ?
                WHERE subject = ? AND issuer = ? AND key = ? AND created_at = ? AND status IS NULL
                """)
            .params(
                ColumnTime.of(now), key.subject(), key.issuer(), key.key(), ColumnTime.of(row.at()))
            .update()
        == 1;
  }

  private Optional<Row> find(Key key) {
    return database
        .sql(
            """
            SELECT request_digest, status, sealed_body, created_at FROM answer
            WHERE subject = ? AND issuer = ? AND key = ?
            """)
        .params(key.subject(), key.issuer(), key.key())
        .query((row, number) ->
            new Row(
                row.getBytes("request_digest"),
                row.getObject("status", Integer.class),
                row.getBytes("sealed_body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /// Keeps the answer under a key that was claimed.
  void keep(Key key, Answer answer) {
    database
        .sql(
            """
            UPDATE answer SET status = ?, sealed_body = ?
            WHERE subject = ? AND issuer = ? AND key = ?
            """)
        .params(
            answer.status(),
            seal.close(key.place(), answer.body()),
            key.subject(),
            key.issuer(),
            key.key())
        .update();
  }

  /// Gives a key back: nothing was done.
  void release(Key key) {
    database
        .sql("DELETE FROM answer WHERE subject = ? AND issuer = ? AND key = ? AND status IS NULL")
        .params(key.subject(), key.issuer(), key.key())
        .update();
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forget() {
    database
        .sql("DELETE FROM answer WHERE created_at < ?")
        .param(ColumnTime.of(clock.instant().minus(KEEP)))
        .update();
  }
}

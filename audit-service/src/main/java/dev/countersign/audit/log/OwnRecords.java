package dev.countersign.audit.log;

import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.service.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Records that this service writes and wants to see in its own log before it goes on. They take
/// the way of everybody's records, through Kafka. Thread-safe.
@Component
public class OwnRecords {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 25;

  private final EvidenceAppender evidence;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final CountDownLatch never = new CountDownLatch(1);

  OwnRecords(EvidenceAppender evidence, JdbcClient jdbc, Clock clock) {
    this.evidence = evidence;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Writes a record that is durable when this returns, in the log or not.
  ///
  /// @throws dev.countersign.evidence.writer.EvidenceUnavailableException when it is not
  public WrittenRecord append(RecordBody body) {
    return evidence.append(body);
  }

  /// Writes a record and gives its leaf when it is in the log.
  ///
  /// @throws dev.countersign.evidence.writer.EvidenceUnavailableException when it is not durable
  /// @throws ProblemException when it is durable but did not come into the log in time
  public long appendAndAwait(RecordBody body) {
    WrittenRecord written = evidence.append(body);
    Instant deadline = clock.instant().plus(PATIENCE);
    Optional<Long> leaf = leafOf(written);
    while (leaf.isEmpty()) {
      if (clock.instant().isAfter(deadline) || !paused()) {
        throw new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "log-behind",
            "It is on the record, but the log has not taken it in yet. Look again before trying again.");
      }
      leaf = leafOf(written);
    }
    return leaf.get();
  }

  /// A reason that a person gave, fit for a record.
  ///
  /// @throws ProblemException when there is none, or it is too long or not plain text
  public static String reason(@Nullable String given) {
    if (given == null
        || given.isBlank()
        || given.length() > 1000
        || given.codePoints().anyMatch(Character::isISOControl)) {
      throw ProblemException.badRequest(
          "reason: missing, or not fit for a record (expected: 1 to 1000 characters on one line)");
    }
    return given;
  }

  private Optional<Long> leafOf(WrittenRecord written) {
    return jdbc.sql("SELECT leaf_index FROM leaf WHERE writer = ? AND epoch = ? AND seq = ?")
        .param(written.record().writer())
        .param(written.record().epoch())
        .param(written.record().seq())
        .query(Long.class)
        .optional();
  }

  private boolean paused() {
    try {
      return !never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

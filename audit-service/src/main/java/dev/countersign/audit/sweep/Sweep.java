package dev.countersign.audit.sweep;

import dev.countersign.audit.ingest.IngestProgress;
import dev.countersign.audit.ingest.IngestProgress.Offsets;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.audit.sweep.EpochTable.Newest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Closes calls that nobody else will close, with an outcome `unknown` under this service's own
/// name.
///
/// ## When
///
/// (a) The intent's writer opened a newer epoch and a grace period has passed since that came into
/// the log: its process ended, or lost its connection. Or (b) the call's deadline and a grace
/// period have passed. A process that only lost its connection may still end its old calls in the
/// new epoch; an outcome by the call's own writer, however late, is kept and counts more than
/// `unknown`.
///
/// ## Not twice, and not too early
///
/// Under a lock of the database, so one replica at a time, the sweep notes where the topic ends and
/// waits until everything up to there is in the log: of the writer whose call it closes, and of its
/// own. Only what is open *then* is closed. So an outcome on its way is seen, be it a gateway's, or
/// that of another replica or of a sweep before a restart. While this service's own connection to
/// Kafka is younger than the grace period nothing is closed, because after an outage all writers
/// need a moment.
@Component
class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final long TURN = 0x636f756e74737770L;
  private static final int AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReentrantLock busy = new ReentrantLock();
  private final OpenCalls calls;
  private final EpochTable epochs;
  private final IngestProgress progress;
  private final EvidenceWriter evidence;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final AuditSettings.Sweep settings;
  private final Clock clock;

  Sweep(
      OpenCalls calls,
      EpochTable epochs,
      IngestProgress progress,
      EvidenceWriter evidence,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      AuditSettings settings,
      Clock clock) {
    this.calls = calls;
    this.epochs = epochs;
    this.progress = progress;
    this.evidence = evidence;
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.settings = settings.sweep();
    this.clock = clock;
  }

  @Scheduled(fixedRateString = "${countersign.audit.sweep.every:1s}")
  void run() {
    if (!busy.tryLock()) {
      return;
    }
    try {
      sweep();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("the sweep waits for the database: {}", e.getMessage());
    } catch (IllegalStateException | EvidenceUnavailableException e) {
      LOG.debug("the sweep waits for Kafka: {}", e.getMessage());
    } finally {
      busy.unlock();
    }
  }

  private void sweep() {
    if (due(calls.follow()).isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(status -> {
      boolean mine =
          jdbc.sql("SELECT pg_try_advisory_xact_lock(:turn)")
              .param("turn", TURN)
              .query(Boolean.class)
              .single();
      if (mine) {
        closeWhatIsDue();
      }
    });
  }

  private void closeWhatIsDue() {
    Offsets end = progress.end();
    Offsets reached = progress.awaitReached(end, PATIENCE);
    if (!reached.covers(end, evidence.writer())) {
      return;
    }
    List<OpenCall> closing =
        due(calls.follow()).stream()
            .filter(call -> reached.covers(end, call.writer()))
            .limit(AT_ONCE)
            .toList();
    closing.forEach(this::close);
    if (!closing.isEmpty()) {
      LOG.info("{} calls without outcome were closed as unknown", closing.size());
    }
  }

  private void close(OpenCall call) {
    evidence.append(
        new RecordBody.CallOutcome(
            call.call(),
            call.intent(),
            OutcomeStatus.UNKNOWN,
            null,
            null,
            null,
            null,
            "no-outcome",
            null));
  }

  private List<OpenCall> due(List<OpenCall> open) {
    Instant now = clock.instant();
    boolean settledDown =
        evidence.isOpen()
            && !now.isBefore(Instant.ofEpochMilli(evidence.epoch()).plus(settings.epochGrace()));
    if (open.isEmpty() || !settledDown) {
      return List.of();
    }
    Map<String, Newest> newest =
        epochs.newestOf(open.stream().map(OpenCall::writer).collect(Collectors.toSet()));
    return open.stream().filter(call -> isDue(call, newest.get(call.writer()), now)).toList();
  }

  private boolean isDue(OpenCall call, @Nullable Newest newest, Instant now) {
    boolean outlived =
        newest != null
            && newest.epoch() > call.epoch()
            && now.isAfter(newest.since().plus(settings.epochGrace()));
    return outlived || now.isAfter(call.deadline().plus(settings.deadlineGrace()));
  }
}

package dev.countersign.audit.heartbeat;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.audit.ingest.IngestProgress;
import dev.countersign.audit.ingest.IngestProgress.Offsets;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Raises an alarm when nothing has come for three heartbeats from an epoch that is neither closed
/// nor has a successor. Once for each silence: it is named by the last record before it.
///
/// Silence is only what the topic does not hold either: a writer is not missed while its partition
/// stands still or this service is behind. Neither is any while this service's own connection to
/// Kafka is younger than a silence, because after an outage all writers need a moment.
@Component
class MissedHeartbeats {
  private static final Logger LOG = LoggerFactory.getLogger(MissedHeartbeats.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SilentEpochs epochs;
  private final Alarms alarms;
  private final IngestProgress progress;
  private final EvidenceWriter evidence;
  private final AuditSettings settings;
  private final Clock clock;

  MissedHeartbeats(
      SilentEpochs epochs,
      Alarms alarms,
      IngestProgress progress,
      EvidenceWriter evidence,
      AuditSettings settings,
      Clock clock) {
    this.epochs = epochs;
    this.alarms = alarms;
    this.progress = progress;
    this.evidence = evidence;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${countersign.audit.heartbeat-every:60s}")
  void run() {
    try {
      look();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("the watch over heartbeats waits for the database: {}", e.getMessage());
    } catch (IllegalStateException e) {
      LOG.debug("the watch over heartbeats waits for Kafka: {}", e.getMessage());
    }
  }

  private void look() {
    Instant before = clock.instant().minus(settings.silence());
    boolean settledDown =
        evidence.isOpen() && Instant.ofEpochMilli(evidence.epoch()).isBefore(before);
    if (!settledDown || epochs.before(before).isEmpty()) {
      return;
    }
    Offsets end = progress.end();
    Offsets reached = progress.awaitReached(end, PATIENCE);
    for (SilentEpoch silent : epochs.before(before)) {
      if (reached.covers(end, silent.last().writer())) {
        alarms.raise(
            new Alarm(
                AlarmKind.MISSED_HEARTBEAT,
                null,
                silent.last(),
                silent.digest(),
                "nothing since %s (expected: a record every %s)"
                    .formatted(silent.since(), settings.heartbeatEvery()),
                null));
      }
    }
  }
}

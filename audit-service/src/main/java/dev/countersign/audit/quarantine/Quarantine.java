package dev.countersign.audit.quarantine;

import dev.countersign.audit.ingest.IngestProgress;
import dev.countersign.audit.log.OwnRecords;
import dev.countersign.audit.log.Sequencer;
import dev.countersign.evidence.record.WatchBody.MessageQuarantined;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Sets messages aside. Thread-safe.
///
/// Only the message at which a partition stands still now can be: an alarm says that it stopped its
/// partition, and the offset that all replicas share is still there. It is decided in a turn of the
/// sequencer, so the message cannot come into the log meanwhile. The record of it is durable before
/// the row that lets the partition go on; after a crash in between it may be recorded twice.
@Component
class Quarantine {
  private final QuarantineTable table;
  private final Sequencer sequencer;
  private final IngestProgress progress;
  private final OwnRecords own;
  private final Clock clock;

  Quarantine(
      QuarantineTable table,
      Sequencer sequencer,
      IngestProgress progress,
      OwnRecords own,
      Clock clock) {
    this.table = table;
    this.sequencer = sequencer;
    this.progress = progress;
    this.own = own;
    this.clock = clock;
  }

  /// @throws ProblemException when no partition stands still at the message
  /// @throws EvidenceUnavailableException when it could not be recorded; then nothing was done
  SetAsideMessage setAside(Message message, String reason, VerifiedToken keeper) {
    return sequencer.turn(turn -> {
      Optional<SetAsideMessage> before = table.at(message.partition(), message.offset());
      if (before.isPresent() && before.get().is(message)) {
        return before.get();
      }
      StoppedMessage stopped =
          table
              .alarmOf(message)
              .filter(alarm -> before.isEmpty() && standsAt(message))
              .orElseThrow(Quarantine::notStopped);
      WrittenRecord written = own.append(record(message, stopped, reason, keeper));
      table.insert(message, written.digest(), clock.instant());
      return table.at(message.partition(), message.offset()).orElseThrow();
    });
  }

  List<Quarantined> newest(int limit) {
    return table.newest(limit);
  }

  private boolean standsAt(Message message) {
    try {
      Long next = progress.reached().byPartition().get(message.partition());
      return next != null
          && next == message.offset()
          && !table.isInTheLogSinceLately(message.digest());
    } catch (IllegalStateException e) {
      throw new EvidenceUnavailableException("it is not known where the partition stands", e);
    }
  }

  private static MessageQuarantined record(
      Message message, StoppedMessage stopped, String reason, VerifiedToken keeper) {
    return new MessageQuarantined(
        keeper.party(),
        keeper.actorParties(),
        keeper.digest(),
        reason,
        stopped.kind(),
        message.partition(),
        message.offset(),
        message.digest(),
        stopped.writer(),
        stopped.epoch(),
        stopped.seq());
  }

  private static ProblemException notStopped() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "not-stopped",
        "The partition does not stand still at this message. /api/v1/alarms tells where one does.");
  }
}

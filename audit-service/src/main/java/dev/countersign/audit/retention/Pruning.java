package dev.countersign.audit.retention;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.OwnRecords;
import dev.countersign.audit.log.Sequencer;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import dev.countersign.evidence.record.RecordType;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.service.problem.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets records go whose time is over: first a statement of what goes, then the partition.
///
/// | a partition is | next |
/// |---|---|
/// | open | due, when its month and its class's time are over and each of its calls has an outcome |
/// | due, and a hold in force matches | nothing |
/// | due | stated: a `records.pruned` record is in the log |
/// | stated, and a checkpoint covers the statement | dropped, if the same holds are still in force and match nothing; else due again |
///
/// Each step looks at the log and the database alone, so it can be done again after a crash, by any
/// replica; one does it at a time, under a lock of the database. The drop happens in a turn of the
/// sequencer, so no hold can come into the log meanwhile.
@Component
class Pruning {
  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
  private static final long TURN = 0x636f756e70727565L;
  private static final int STATEMENTS = 1000;

  private final ReentrantLock busy = new ReentrantLock();
  private final PartitionTable partitions;
  private final Holds holds;
  private final LogReader log;
  private final Checkpoints checkpoints;
  private final Sequencer sequencer;
  private final OwnRecords own;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final AuditSettings.Retention settings;
  private final Clock clock;

  Pruning(
      PartitionTable partitions,
      Holds holds,
      LogReader log,
      Checkpoints checkpoints,
      Sequencer sequencer,
      OwnRecords own,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      AuditSettings settings,
      Clock clock) {
    this.partitions = partitions;
    this.holds = holds;
    this.log = log;
    this.checkpoints = checkpoints;
    this.sequencer = sequencer;
    this.own = own;
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.settings = settings.retention();
    this.clock = clock;
  }

  @Scheduled(
      fixedDelayString = "${countersign.audit.retention.every:1h}",
      initialDelayString = "${countersign.audit.retention.every:1h}")
  void run() {
    if (settings.classes().isEmpty() || !busy.tryLock()) {
      return;
    }
    try {
      settings
          .classes()
          .keySet()
          .forEach(retention ->
              partitions.of(retention).stream().filter(this::isOver).forEach(this::letGo));
    } catch (DataAccessException
        | TransactionException
        | EvidenceUnavailableException
        | ProblemException e) {
      LOG.warn("pruning waits: {}", e.getMessage());
    } finally {
      busy.unlock();
    }
  }

  /// Whether the month and the time that its class is kept have passed.
  private boolean isOver(Partition partition) {
    var keep = settings.classes().get(partition.retention());
    return keep != null
        && !partition
            .to()
            .atOffset(ZoneOffset.UTC)
            .plus(keep)
            .isAfter(clock.instant().atOffset(ZoneOffset.UTC));
  }

  private void letGo(Partition partition) {
    transaction.executeWithoutResult(status -> {
      boolean mine =
          jdbc.sql("SELECT pg_try_advisory_xact_lock(:turn)")
              .param("turn", TURN)
              .query(Boolean.class)
              .single();
      if (mine && !partitions.hasOpenCalls(partition)) {
        stateOrDrop(partition);
      }
    });
  }

  private void stateOrDrop(Partition partition) {
    List<Hold> inForce = holds.inForce();
    if (inForce.stream().anyMatch(hold -> partitions.isHeld(partition, hold.scope()))) {
      LOG.info("{} is over, and held", partition);
      return;
    }
    RecordsPruned fresh = partitions.describe(partition, ids(inForce));
    if (fresh == null) {
      return;
    }
    Optional<StoredRecord> stated = statement(fresh);
    if (stated.isEmpty()) {
      own.appendAndAwait(fresh);
      LOG.info("{} with {} records is over, and stated", partition, fresh.count());
    } else if (stated.get().leaf() < checkpoints.newest().map(LogCheckpoint::size).orElse(0L)) {
      drop(partition, inForce, stated.get().leaf());
    }
  }

  /// The statement that says exactly this, where it is in the log.
  private Optional<StoredRecord> statement(RecordsPruned fresh) {
    return log
        .leaves(
            fresh.last() + 1,
            Long.MAX_VALUE,
            RecordType.RECORDS_PRUNED.wireName(),
            null,
            STATEMENTS)
        .stream()
        .filter(stored -> stored.record().body().equals(fresh))
        .reduce((earlier, later) -> later);
  }

  private void drop(Partition partition, List<Hold> checked, long statement) {
    sequencer.turn(turn -> {
      if (!ids(holds.inForce()).equals(ids(checked))) {
        LOG.info("{} stays: a hold was placed or released meanwhile", partition);
        return 0L;
      }
      long count = partitions.drop(partition, statement);
      LOG.info("{} with {} records is dropped", partition, count);
      return count;
    });
  }

  private static List<String> ids(List<Hold> inForce) {
    return inForce.stream().map(Hold::hold).toList();
  }
}

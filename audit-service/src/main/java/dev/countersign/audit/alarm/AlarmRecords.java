package dev.countersign.audit.alarm;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.WatchBody.AlarmRaised;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/// Puts every alarm on the record: an `alarm.raised` for each row, in their order.
///
/// At least once: the record is durable before the row that remembers it, so a crash in between
/// writes it again. One replica at a time does it, under a lock of the database. While Kafka is
/// away alarms wait here as rows.
@Component
class AlarmRecords {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmRecords.class);
  private static final long TURN = 0x636f756e616c726dL;
  private static final int AT_ONCE = 100;
  private static final int MAX_DETAIL = 2000;

  private final ReentrantLock busy = new ReentrantLock();
  private final EvidenceWriter evidence;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;

  AlarmRecords(EvidenceWriter evidence, PlatformTransactionManager transactions, JdbcClient jdbc) {
    this.evidence = evidence;
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
    if (!evidence.isOpen() || !busy.tryLock()) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> {
        if (isMine()) {
          recordWhatWaits();
        }
      });
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("alarms wait for the database: {}", e.getMessage());
    } finally {
      busy.unlock();
    }
  }

  private boolean isMine() {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:turn)")
        .param("turn", TURN)
        .query(Boolean.class)
        .single();
  }

  /// What was recorded before a failure is remembered all the same.
  private void recordWhatWaits() {
    try {
      waiting().forEach(this::record);
    } catch (EvidenceUnavailableException e) {
      LOG.debug("alarms wait for Kafka: {}", e.getMessage());
    }
  }

  /// Alarms are recorded in the order of their ids, but may be committed in another one; so far
  /// apart they are not.
  private List<AlarmView> waiting() {
    return jdbc.sql(
            """
            SELECT alarm.* FROM alarm
            WHERE id > (SELECT coalesce(max(alarm), 0) - 10000 FROM alarm_recorded)
              AND NOT EXISTS (SELECT FROM alarm_recorded WHERE alarm_recorded.alarm = alarm.id)
            ORDER BY id LIMIT :limit
            """)
        .param("limit", AT_ONCE)
        .query(AlarmView::read)
        .list();
  }

  private void record(AlarmView alarm) {
    String detail = alarm.detail();
    Digest record =
        evidence
            .append(
                new AlarmRaised(
                    alarm.kind(),
                    detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail,
                    alarm.partition(),
                    alarm.offset(),
                    alarm.writer(),
                    alarm.epoch(),
                    alarm.seq(),
                    alarm.digest() == null ? null : Digest.parse(alarm.digest())))
            .digest();
    jdbc.sql("INSERT INTO alarm_recorded (alarm, record) VALUES (:alarm, :record)")
        .param("alarm", alarm.id())
        .param("record", record.bytes())
        .update();
  }
}

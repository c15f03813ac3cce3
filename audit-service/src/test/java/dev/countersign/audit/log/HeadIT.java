package dev.countersign.audit.log;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.TestEntries;
import dev.countersign.audit.TestRecords;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.test.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The row that says where the log ends: moved by one at a time, and believed only when sealed.
class HeadIT {
  private static final AuditStage STAGE = AuditStage.open("head");
  private static final AtomicLong NUMBER = new AtomicLong();

  @BeforeAll
  static void start() {
    STAGE.start();
    STAGE.writer("gateway-0").append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(STAGE.count("SELECT size FROM head")).isGreaterThan(1));
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void anotherSequencerTakesTheNextTerm() {
    append(STAGE.bean(Sequencer.class));
    Head mine = head();
    append(STAGE.bean(Sequencer.class));
    assertThat(head().term()).isEqualTo(mine.term());
    Sequencer other = STAGE.startAs("audit-other").getBean(Sequencer.class);
    append(other);
    assertThat(head().term()).isGreaterThan(mine.term());
    assertThat(head().holder()).startsWith("audit-other/");
  }

  /// Both read the head before either moves it, as if the lock did not hold.
  @Test
  void ofTwoThatBothBelieveTheyHoldTheHeadOneMovesIt() throws Exception {
    HeadTable heads = STAGE.bean(HeadTable.class);
    var transaction = new TransactionTemplate(STAGE.bean(PlatformTransactionManager.class));
    Head from = head();
    Head mine = from.moved(from.size(), from.root(), "mine");
    var moved = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          pool.submit(() ->
              transaction.executeWithoutResult(status -> {
                heads.move(from, mine);
                moved.countDown();
                sleepALittle();
              }));
      moved.await();
      assertThatThrownBy(() ->
              transaction.executeWithoutResult(
                  status -> heads.move(from, from.moved(from.size(), from.root(), "theirs"))))
          .isInstanceOf(OptimisticLockingFailureException.class);
      first.get();
    }
    assertThat(head()).isEqualTo(mine);
  }

  @Test
  void aHeadThatSomebodyElseMovedIsNotSigned() throws Exception {
    tampered(
        "UPDATE %s.head SET term = term + 1",
        "UPDATE %s.head SET term = term - 1",
        () -> {
          assertThatThrownBy(() -> STAGE.bean(Checkpoints.class).advance())
              .hasMessageContaining("not sealed by this log's key");
          assertThatThrownBy(() -> append(STAGE.bean(Sequencer.class)))
              .hasMessageContaining("not sealed by this log's key");
        });
    append(STAGE.bean(Sequencer.class));
  }

  @Test
  void aLeafThatSomebodyElsePutBehindTheHeadIsNotSigned() throws Exception {
    tampered(
        """
        INSERT INTO %1$s.leaf (leaf_index, writer, epoch, seq, type, retention, received_at, digest, leaf_hash)
        SELECT size, 'intruder', 1, 0, 'writer.opened', 'log', now(), sha256('x'), sha256('x') FROM %1$s.head
        """,
        "DELETE FROM %s.leaf WHERE writer = 'intruder'",
        () -> {
          assertThatThrownBy(() -> STAGE.bean(Checkpoints.class).advance())
              .hasMessageContaining("somebody else changed the database");
          assertThatThrownBy(() -> append(STAGE.bean(Sequencer.class)))
              .hasMessageContaining("somebody else changed the database");
          assertThat(STAGE.count("SELECT count(*) FROM alarm WHERE kind = 'log-inconsistent'"))
              .isPositive();
        });
    append(STAGE.bean(Sequencer.class));
  }

  @Test
  void aSessionOfATurnThatFailedIsStoredByTheNext() {
    Sequencer sequencer = STAGE.bean(Sequencer.class);
    RecordBody begun = TestRecords.refused("s-after-failure", "alice", "not-granted");
    assertThatThrownBy(() ->
            sequencer.turn(turn -> {
              turn.append(List.of(entry(begun)));
              throw new IllegalStateException("after all");
            }))
        .hasMessage("after all");
    NUMBER.decrementAndGet();
    String stored = "SELECT count(*) FROM session WHERE session = 's-after-failure'";
    assertThat(STAGE.count(stored)).isZero();
    for (int again = 0; again < 2; again++) {
      sequencer.turn(turn -> {
        turn.append(List.of(entry(begun)));
        return true;
      });
    }
    assertThat(STAGE.count(stored)).isOne();
  }

  private static void tampered(String change, String back, Runnable meanwhile) throws SQLException {
    try (var admin = TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      statement.execute(change.formatted(STAGE.schema()));
      try {
        meanwhile.run();
      } finally {
        statement.execute(back.formatted(STAGE.schema()));
      }
    }
  }

  private static Head head() {
    return STAGE.bean(HeadTable.class).read();
  }

  private static void append(Sequencer sequencer) {
    sequencer.turn(turn -> {
      turn.append(List.of(entry()));
      return true;
    });
  }

  private static Entry entry() {
    return TestEntries.entry(NUMBER.getAndIncrement(), "log");
  }

  private static Entry entry(RecordBody body) {
    long seq = NUMBER.getAndIncrement();
    return TestEntries.entry(seq, "leaf " + seq, "log", body);
  }

  private static void sleepALittle() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.log.Entry;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.Sequencer;
import dev.countersign.evidence.log.TreeBuilder;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Severity;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.VerificationReport;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;

/// Several replicas on one log: it never forks.
class ReplicasIT {
  private final AuditStage stage = AuditStage.open("replicas");
  private final AtomicLong number = new AtomicLong();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void oneOfTwoIsReplacedUnderLoadAndNothingIsLost(@TempDir Path folder) throws Exception {
    ConfigurableApplicationContext first = stage.start();
    stage.start();
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong written = new AtomicLong();
    List<Future<?>> load = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        EvidenceWriter writer = stage.writer("gateway-" + i);
        load.add(pool.submit(() -> write(writer, going, written)));
      }
      eventually(() -> assertThat(written.get()).isGreaterThan(500));
      first.close();
      stage.startAs("audit-2");
      long before = written.get();
      eventually(() -> assertThat(written.get()).isGreaterThan(before + 500));
      going.set(false);
    }
    for (Future<?> part : load) {
      part.get();
    }
    eventually(() ->
        assertThat(stage.count("SELECT count(*) FROM record WHERE type = 'call.refused'"))
            .isEqualTo(written.get()));
    assertThat(stage.count("SELECT count(*) FROM alarm")).isZero();
    Path bundle = Files.write(folder.resolve("evidence.zip"), stage.bytes("/api/v1/export"));
    VerificationReport report = new Verifier(new Trust.OfBundle(), Progress.NONE).verify(bundle);
    assertThat(report.findings()).isEmpty();
    assertThat(report.records()).isGreaterThan(written.get());
  }

  @Test
  void oneOfTwoIsKilledEveryFewSecondsAndNothingIsLost(@TempDir Path folder) throws Exception {
    stage.start();
    stage.stopReplicas(); // The tables are there.
    List<Process> replicas = new ArrayList<>();
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong written = new AtomicLong();
    List<Future<?>> load = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      replicas.add(stage.startProcess("audit-0"));
      replicas.add(stage.startProcess("audit-1"));
      for (int i = 0; i < 4; i++) {
        EvidenceWriter writer = stage.writer("gateway-" + i);
        load.add(pool.submit(() -> writeSteadily(writer, going, written)));
      }
      try {
        for (int kill = 0; kill < 4; kill++) {
          long grown = leaves();
          eventually(
              Duration.ofSeconds(120), () -> assertThat(leaves()).isGreaterThan(grown + 100));
          int victim = kill % 2;
          replicas.get(victim).destroyForcibly().waitFor();
          replicas.set(victim, stage.startProcess("audit-" + victim));
        }
      } finally {
        going.set(false);
      }
      for (Future<?> part : load) {
        part.get();
      }
    } finally {
      for (Process replica : replicas) {
        replica.destroyForcibly().waitFor();
      }
    }
    stage.startAs("audit-2");
    eventually(
        Duration.ofSeconds(180),
        () ->
            assertThat(stage.count("SELECT count(*) FROM record WHERE type = 'call.refused'"))
                .isEqualTo(written.get()));
    assertThat(stage.count("SELECT term FROM head")).isGreaterThan(2);
    Path bundle = Files.write(folder.resolve("evidence.zip"), stage.bytes("/api/v1/export"));
    VerificationReport report = new Verifier(new Trust.OfBundle(), Progress.NONE).verify(bundle);
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind().severity() == Severity.FAILURE)
        .isEmpty();
    assertThat(stage.read("/api/v1/integrity?limit=100000").get("holds").booleanValue()).isTrue();
  }

  private long leaves() throws java.sql.SQLException {
    try (var admin = dev.countersign.test.TestPostgres.shared().superuser();
        var statement = admin.createStatement();
        var row = statement.executeQuery("SELECT size FROM " + stage.schema() + ".head")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void writeSteadily(
      EvidenceWriter writer, AtomicBoolean going, AtomicLong written) {
    while (going.get()) {
      writer.append(TestRecords.refused("s-" + writer.writer(), "alice", "not-granted"));
      written.incrementAndGet();
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void write(EvidenceWriter writer, AtomicBoolean going, AtomicLong written) {
    while (going.get()) {
      writer.append(TestRecords.refused("s-" + writer.writer(), "alice", "not-granted"));
      written.incrementAndGet();
    }
  }

  @Test
  void sequencersOfTwoReplicasTakeTurns() throws Exception {
    List<Sequencer> sequencers =
        List.of(stage.start().getBean(Sequencer.class), stage.start().getBean(Sequencer.class));
    List<Callable<Long>> turns = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Sequencer mine = sequencers.get(i % 2);
      turns.add(() ->
          mine.turn(turn -> {
            turn.append(List.of(entry(), entry(), entry()));
            return turn.size();
          }));
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var done : pool.invokeAll(turns)) {
        done.get();
      }
    }
    LogReader log = stage.bean(LogReader.class);
    long size = log.size();
    assertThat(size).isGreaterThanOrEqualTo(600);
    assertThat(stage.count("SELECT count(*) FROM record")).isEqualTo(size);
    TreeBuilder rebuilt = TreeBuilder.empty();
    log.leaves(0, size, (int) size).forEach(leaf -> rebuilt.append(leaf.leafHash()));
    assertThat(log.tree(size).root()).isEqualTo(rebuilt.root());
  }

  @Test
  void theSecondLeafOfOneNumberIsRefusedWhole() {
    Sequencer sequencer = stage.start().getBean(Sequencer.class);
    LogReader log = stage.bean(LogReader.class);
    sequencer.turn(turn -> {
      turn.append(List.of(entry()));
      return true;
    });
    Entry lost = entry();
    assertThatThrownBy(() ->
            sequencer.turn(turn -> {
              intrude(turn.size() + 1);
              turn.append(List.of(lost, entry()));
              return true;
            }))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(
            log.leaves(0, Long.MAX_VALUE, 1000).stream()
                .anyMatch(leaf -> leaf.digest().equals(lost.digest())))
        .isFalse();
  }

  /// Another process that does not care about the lock takes a leaf's number.
  private void intrude(long leaf) {
    Runnable insert =
        () ->
            stage
                .database()
                .sql(
                    """
                    INSERT INTO leaf (leaf_index, writer, epoch, seq, type, retention, received_at,
                      digest, leaf_hash)
                    VALUES (?, 'intruder', 1, 0, 'writer.opened', 'log', now(),
                      sha256('x'), sha256('x'))
                    """)
                .param(leaf)
                .update();
    try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
      other.execute(insert);
    }
  }

  private Entry entry() {
    return TestEntries.entry(number.getAndIncrement(), "standard");
  }
}

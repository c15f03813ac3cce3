package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.bundle.Parts;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.evidence.record.RecordBody.KeyRotated;
import dev.countersign.evidence.record.RecordBody.WriterClosed;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the verifier accepts of a log that was kept, pruned and held.
class PrunedLogTest {
  private final TestLog log = TestLog.standard();

  @Test
  void acceptsCallsThatWerePrunedWhole() {
    log.audit.write(log.prune(List.of(), 3, 4, 5));
    var report = log.verify();
    assertThat(TestLog.kinds(report)).isEqualTo(Map.of("open-intent", 1L));
    assertThat(report.records()).isEqualTo(14);
    assertThat(report.log().pruned()).isEqualTo(3);
    assertThat(report.writers()).containsEntry("gateway-0", 9L);
    assertThat(report.calls()).isEqualTo(4);
  }

  @Test
  void checksTheHalfThatIsLeftOfACall() {
    log.audit.write(log.prune(List.of(), 3));
    assertThat(TestLog.kinds(log.verify())).isEqualTo(Map.of("open-intent", 1L, "half-pruned", 1L));
  }

  @Test
  void checksTheHalfThatIsLeftOfAnApproval() {
    log.audit.write(log.prune(List.of(), 6, 7, 8));
    assertThat(TestLog.kinds(log.verify())).isEqualTo(Map.of("open-intent", 1L, "half-pruned", 1L));
  }

  @Test
  void acceptsAWholeApprovalThatWasPruned() {
    log.audit.write(log.prune(List.of(), 6, 7, 8, 9, 10));
    assertThat(TestLog.kinds(log.verify())).isEqualTo(Map.of("open-intent", 1L));
  }

  @Test
  void warnsOfAPrunedIntentThatNobodyClosed() {
    log.audit.write(log.prune(List.of(), 14));
    assertThat(TestLog.kinds(log.verify())).isEqualTo(Map.of("missing-outcome", 1L));
  }

  @Test
  void takesTheLastOfTwoStatements() {
    var statement = log.prune(List.of(), 3, 4, 5);
    log.audit.write(TestBodies.hold("hold-a", HoldScope.EVERYTHING));
    log.audit.write(statement);
    log.audit.write(TestBodies.released("hold-a"));
    log.audit.write(statement);
    assertThat(log.verify().holds()).isTrue();
  }

  @Test
  void passesOverAHoldThatCameWithTheStatement() {
    log.audit.write(TestBodies.hold("hold-a", "payments"));
    log.audit.write(log.prune(List.of(), 3, 4, 5));
    assertThat(log.verify().holds()).isTrue();
  }

  @Test
  void asksForNoHoldsWhereNothingWasPrunedYet() {
    log.audit.write(TestBodies.hold("hold-a", HoldScope.EVERYTHING));
    var unpruned = log.records.subList(3, 6).toArray(byte[][]::new);
    var statement = log.prune(List.of(), 3, 4, 5);
    for (int i = 0; i < unpruned.length; i++) {
      log.records.set(3 + i, unpruned[i]);
    }
    log.audit.write(statement);
    assertThat(log.verify().holds()).isTrue();
  }

  @Test
  void acceptsHoldsThatTheirServiceWroteTwice() {
    for (int i = 0; i < 2; i++) {
      log.audit.write(TestBodies.hold("hold-a", "payments"));
    }
    for (int i = 0; i < 2; i++) {
      log.audit.write(TestBodies.released("hold-a"));
    }
    assertThat(log.verify().holds()).isTrue();
  }

  @Test
  void acceptsAKeyThatWasAnnounced() {
    var second = log.anotherKey();
    var old = log.audit.key.verification();
    log.writerKeys.put("audit-0", List.of(old, second.verification()));
    log.audit.write(new KeyRotated(old.id(), second.verification().id()));
    log.audit.write(new WriterClosed("rotated"));
    var end = log.audit.end();
    log.audit.key = second;
    log.audit.begin(3000);
    log.audit.open(end);
    assertThat(TestLog.kinds(log.verify())).isEqualTo(Map.of("open-intent", 1L));
  }

  @Test
  void warnsOfAnotherKeyThanWasAnnounced() {
    var old = log.audit.key.verification();
    log.audit.write(new KeyRotated(old.id(), log.anotherKey().verification().id()));
    log.audit.reopen(3000);
    assertThat(TestLog.kinds(log.verify())).containsEntry("key-not-announced", 1L);
  }

  @Test
  void explainsTheEndOfAnEpochThatWasSetAside() {
    Digest lost = TestBodies.digest("lost");
    log.gateway.begin(3000);
    log.gateway.open(new dev.countersign.evidence.record.RecordBody.ChainEnd(2000, 2, lost));
    log.audit.write(TestBodies.quarantined("gateway-0", 2000, 2, lost));
    assertThat(TestLog.kinds(log.verify()))
        .isEqualTo(Map.of("open-intent", 1L, "gap-explained", 1L));
  }

  @Test
  void explainsAnOutcomeWhoseIntentWasSetAside() {
    Digest lost = TestBodies.digest("lost");
    log.gateway.seq++;
    log.gateway.prev = lost;
    log.gateway.write(TestBodies.outcome("call-x", lost));
    log.audit.write(TestBodies.quarantined("gateway-0", 2000, 2, lost));
    assertThat(TestLog.kinds(log.verify()))
        .isEqualTo(Map.of("open-intent", 1L, "gap-explained", 2L));
  }

  @Test
  void notesAPolicyThatIsNotIncluded() {
    log.policies.clear();
    assertThat(TestLog.kinds(log.verify()))
        .isEqualTo(Map.of("open-intent", 1L, "policy-missing", 1L));
  }

  @Test
  void acceptsTheFirstFormat() {
    log.policies.clear();
    log.earlier.clear();
    byte[] first = Parts.of(log.bundle()).firstFormat().zip();
    var report = TestLog.verify(first, new Trust.OfBundle());
    assertThat(TestLog.kinds(report)).isEqualTo(Map.of("open-intent", 1L));
    assertThat(report.log().checkpoints()).isEqualTo(1);
  }

  @Test
  void holdsTheLogAgainstEveryEarlierCheckpoint() {
    for (long size = 0; size < 16; size++) {
      log.earlier.add(size);
    }
    assertThat(log.verify().holds()).isTrue();
    assertThat(log.verify().log().checkpoints()).isEqualTo(17);
    log.notes.put(0L, log.checkpoint(0).sign(log.logKey));
    log.seal().records.set(15, log.records.get(0));
    assertThat(TestLog.kinds(log.verify()))
        .containsKey("root-mismatch")
        .doesNotContainKey("history-mismatch");
    log.records.set(9, log.records.get(0));
    assertThat(TestLog.kinds(log.verify())).containsEntry("history-mismatch", 6L);
  }

  @Test
  void warnsOfAWriterThatWasSilentUntilItsNextEpoch() {
    log.audit.write(new WriterHeartbeat(3));
    log.audit.time = log.audit.time.plusSeconds(400);
    log.audit.reopen(3000);
    assertThat(TestLog.kinds(log.verify()))
        .isEqualTo(Map.of("open-intent", 1L, "missed-heartbeat", 3L));
  }
}

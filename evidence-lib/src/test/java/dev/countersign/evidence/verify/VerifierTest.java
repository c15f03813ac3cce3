package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ConfigChanged;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private final TestLog log = TestLog.standard();

  @Test
  void acceptsADayInOrder() {
    var report = log.verify();
    assertThat(report.holds()).isTrue();
    assertThat(TestLog.kinds(report)).isEqualTo(Map.of("open-intent", 1L));
    assertThat(report.origin()).isEqualTo(TestLog.ORIGIN);
    assertThat(report.records()).isEqualTo(16);
    assertThat(report.writers())
        .isEqualTo(Map.of("approval-0", 4L, "audit-0", 3L, "gateway-0", 9L));
    assertThat(report.epochs()).isEqualTo(4);
    assertThat(report.calls()).isEqualTo(4);
    assertThat(report.firstFailure()).isEmpty();
    assertThat(report.trustedKeys()).isFalse();
  }

  @Test
  void acceptsTheSameWithItsKeysFromElsewhere() {
    var report = TestLog.verify(log.bundle(), new Trust.OfKeys(log.keys()));
    assertThat(report.holds()).isTrue();
    assertThat(report.trustedKeys()).isTrue();
  }

  @Test
  void acceptsAnEmptyLog() {
    assertThat(new TestLog().verify().holds()).isTrue();
  }

  @Test
  void acceptsRecordsOfAnEpochThatCameAfterItWasGivenUp() {
    var late = new TestLog();
    var pen = late.gateway.open();
    var known = pen.end();
    Digest inFlight = pen.write(new WriterHeartbeat(1));
    pen.begin(2000);
    pen.open(known);
    pen.begin(1000);
    pen.seq = 2;
    pen.prev = inFlight;
    pen.write(new WriterHeartbeat(2));
    assertThat(late.verify().counts()).isEmpty();
  }

  @Test
  void acceptsTheRecordsOfAnApprovalInAnyOrderOfTheirWriters() {
    var mixed = new TestLog();
    mixed.gateway.open();
    Digest intent = mixed.gateway.write(TestBodies.intent("call-c", "approval-p"));
    mixed.gateway.write(TestBodies.outcome("call-c", intent));
    mixed.approval.open();
    mixed.approval.write(TestBodies.consumed("approval-p", "call-c"));
    mixed.approval.write(TestBodies.approved("approval-p", "lea"));
    mixed.approval.write(TestBodies.requested("approval-p", "call-b"));
    assertThat(mixed.verify().counts()).isEmpty();
  }

  @Test
  void acceptsARecordThatItsServiceWroteTwice() {
    var twice = new TestLog();
    twice.gateway.open();
    twice.approval.open();
    for (int i = 0; i < 2; i++) {
      twice.approval.write(TestBodies.requested("approval-p", "call-b"));
      twice.approval.write(TestBodies.approved("approval-p", "lea"));
      twice.approval.write(TestBodies.consumed("approval-p", "call-c"));
    }
    Digest intent = twice.gateway.write(TestBodies.intent("call-c", "approval-p"));
    twice.gateway.write(TestBodies.outcome("call-c", intent));
    twice.gateway.write(TestBodies.outcome("call-c", intent));
    twice.approval.write(TestBodies.consumed("approval-p", "call-c"));
    assertThat(twice.verify().counts()).isEmpty();
  }

  @Test
  void notesPoliciesThatAreNotIncludedAndSaysWhyTheyWereKeptBack() {
    log.policies.clear();
    log.gateway.write(
        new ConfigChanged("connections", TestBodies.POLICY, "1 connection", "literal-secret"));
    log.gateway.write(
        new ConfigChanged("connections", TestBodies.digest("later"), "2 connections", null));
    log.gateway.write(
        new ConfigChanged("something-else", TestBodies.digest("else"), "a key", null));
    var report = log.verify();
    assertThat(report.holds()).isTrue();
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind() == FindingKind.POLICY_MISSING)
        .extracting(Finding::found)
        .containsExactly("kept back by its gateway: literal-secret", "not included");
  }

  @Test
  void aForgedLogHoldsOnlyByItsOwnKeys() {
    byte[] forged = TestLog.standard().bundle();
    assertThat(TestLog.verify(forged, new Trust.OfBundle()).holds()).isTrue();
    var report = TestLog.verify(forged, new Trust.OfKeys(log.keys()));
    assertThat(report.holds()).isFalse();
    assertThat(TestLog.kinds(report))
        .containsEntry("unknown-key", 16L)
        .containsKey("bad-checkpoint");
  }

  @Test
  void aTruncatedLogSealedAnewFailsAgainstTheTrueLogKey() {
    var truncated = TestLog.standard();
    var trusted = new Trust.OfKeys(truncated.keys());
    truncated.records.removeLast();
    truncated.earlier.clear();
    var thief = TestLog.freshKey();
    truncated.sealed = truncated.checkpoint().sign(thief);
    truncated.publishedLogKeys = List.of(thief.verification());
    assertThat(truncated.verify().holds()).isTrue();
    assertThat(TestLog.kinds(TestLog.verify(truncated.bundle(), trusted)))
        .containsEntry("bad-checkpoint", 1L);
  }

  @Test
  void aWriterWhoseKeyIsNotTrustedIsUnknown() {
    var writers = new TreeMap<>(log.writerKeys);
    writers.remove("gateway-0");
    var trust = new Trust.OfKeys(new BundleKeys(log.publishedLogKeys, writers));
    var report = TestLog.verify(log.bundle(), trust);
    assertThat(TestLog.kinds(report)).containsEntry("unknown-writer", 9L);
  }

  @Test
  void keepsTheFirstOfManyFindingsAndCountsTheRest() {
    var bad = new TestLog();
    bad.gateway.open();
    for (int i = 0; i < 250; i++) {
      bad.gateway.write(TestBodies.outcome("call-" + i, Digest.ZERO));
    }
    var report = bad.verify();
    assertThat(report.failures()).isEqualTo(250);
    assertThat(report.findings()).hasSize(100);
    assertThat(report.firstFailure()).get().isInstanceOf(Finding.OfRecord.class);
    assertThat(((Finding.OfRecord) report.firstFailure().orElseThrow()).leaf()).isEqualTo(1);
  }

  @Test
  void tellsHowFarItHasCome(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("bundle.zip"), log.bundle());
    var heard = new ArrayList<String>();
    new Verifier(
            new Trust.OfBundle(),
            (step, records, expected) -> heard.add(step + " " + records + " of " + expected))
        .verify(file);
    assertThat(heard).hasSize(32).contains("READ 1 of 16").endsWith("VERIFIED 16 of 16");
  }

  @Test
  void remembersNoWriterThatIsNotKnown() {
    for (int i = 0; i < 50; i++) {
      new Pen(log, "stranger-" + i, TestLog.freshKey(), 1).open();
    }
    assertThat(log.verify().writers()).containsOnlyKeys("approval-0", "audit-0", "gateway-0");
  }

  @Test
  void refusesACheckpointWithOneBadSignatureOfTwoLogKeys() {
    var second = TestLog.freshKey();
    log.publishedLogKeys = List.of(log.logKey.verification(), second.verification());
    var good = log.checkpoint().sign(log.logKey);
    assertThat(log.verify().holds()).isTrue();
    var bad = SignedNote.sign("other\n", TestLog.ORIGIN, second).signatures().getFirst();
    log.sealed = new SignedNote(good.text(), List.of(good.signatures().getFirst(), bad));
    assertThat(TestLog.kinds(log.verify())).containsEntry("bad-checkpoint", 1L);
  }

  @Test
  void tellsAFileThatIsNotThereFromOneThatIsBad() {
    var verifier = new Verifier(new Trust.OfBundle(), Progress.NONE);
    assertThatThrownBy(() -> verifier.verify(Path.of("no-such-file.zip")))
        .isInstanceOf(NoSuchFileException.class);
    var report = TestLog.verify(new byte[0], new Trust.OfBundle());
    assertThat(TestLog.kinds(report)).isEqualTo(Map.of("malformed-bundle", 1L));
  }
}

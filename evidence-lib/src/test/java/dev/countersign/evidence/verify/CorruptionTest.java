package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.WriterClosed;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is done to the evidence, the verifier refuses it and names what and where.
class CorruptionTest {
  static List<Corruption> corpus() {
    return Corruptions.all();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void namesWhatIsWrongAndWhere(Corruption corruption) {
    var report = corruption.verify();
    assertThat(report.holds()).isFalse();
    assertThat(report.counts()).as("%s", report.findings()).containsKey(corruption.kind());
    if (corruption.leaf() != Corruption.BUNDLE) {
      assertThat(report.firstFailure()).get().satisfies(first -> names(first, corruption));
    }
  }

  private static void names(Finding first, Corruption corruption) {
    assertThat(first.kind()).isEqualTo(corruption.kind());
    assertThat(first).isInstanceOf(Finding.OfRecord.class);
    assertThat(((Finding.OfRecord) first).leaf()).isEqualTo(corruption.leaf());
  }

  @Test
  void theCorpusHasEveryKindOfFailure() {
    var covered =
        corpus().stream()
            .map(Corruption::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingKind.class)));
    var failures =
        Arrays.stream(FindingKind.values())
            .filter(kind -> kind.severity() == Severity.FAILURE)
            .filter(kind -> kind.check() != Check.MASKED_VIEW)
            // Show only beside a file: WitnessQuorumTest, TimestampedBundleTest.
            .filter(kind -> kind != FindingKind.WITNESS_QUORUM)
            .filter(kind -> kind != FindingKind.TIMESTAMP_MISSING)
            .toList();
    assertThat(covered).containsExactlyInAnyOrderElementsOf(failures);
    assertThat(corpus()).hasSizeGreaterThanOrEqualTo(70);
    assertThat(corpus()).extracting(Corruption::name).doesNotHaveDuplicates();
  }

  @Test
  void theCorpusHasEveryClass() {
    var classes =
        corpus().stream()
            .map(corruption -> corruption.verify().firstFailed().orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
    assertThat(classes).isEqualTo(EnumSet.complementOf(EnumSet.of(Check.MASKED_VIEW)));
  }

  @Test
  void theLogsThatAreSpoiledHold() {
    assertThat(TestLog.standard().verify().holds()).isTrue();
    assertThat(TestLog.kinds(TestLog.pruned("seed").verify())).isEqualTo(Map.of("open-intent", 1L));
  }

  @Test
  void theCorpusIsTheSameEveryTime() {
    for (Corruption corruption : corpus()) {
      assertThat(corruption.bundle()).as(corruption.name()).isEqualTo(corruption.bundle());
    }
  }

  @Test
  void namesTheRecordOfEveryChangedByte() {
    var log = TestLog.standard().seal();
    for (int leaf = 0; leaf < log.records.size(); leaf++) {
      byte[] original = log.records.get(leaf);
      for (int at = leaf; at < original.length; at += 151) {
        byte[] changed = original.clone();
        changed[at] ^= 0x01;
        log.records.set(leaf, changed);
        var first = log.verify().firstFailure().orElseThrow();
        assertThat(first).as("leaf %d, byte %d", leaf, at).isInstanceOf(Finding.OfRecord.class);
        assertThat(((Finding.OfRecord) first).leaf()).isEqualTo(leaf);
        assertThat(first.kind())
            .isIn(FindingKind.BAD_SIGNATURE, FindingKind.MALFORMED_RECORD, FindingKind.UNKNOWN_KEY);
      }
      log.records.set(leaf, original);
    }
  }

  @Test
  void aChangedPayloadIsABadSignatureAndReportedOnce() {
    var log = TestLog.standard();
    byte[] jws = log.records.get(4);
    int payload = new String(jws, java.nio.charset.StandardCharsets.US_ASCII).indexOf('.') + 30;
    jws[payload] = (byte) (jws[payload] == 'A' ? 'B' : 'A');
    assertThat(TestLog.kinds(log.verify()))
        .containsEntry("bad-signature", 1L)
        .doesNotContainKeys("prev-mismatch", "sequence-gap", "root-mismatch");
  }

  @Test
  void noByteOfTheFileCanBeChanged() {
    byte[] good = TestLog.standard().bundle();
    for (int at = 0; at < good.length; at += 71) {
      byte[] changed = good.clone();
      changed[at] ^= (byte) (1 << at % 8);
      var report = TestLog.verify(changed, new Trust.OfBundle());
      assertThat(report.holds()).as("byte %d", at).isFalse();
    }
  }

  @Test
  void noTailOfTheFileCanBeCutOff() {
    byte[] good = TestLog.standard().bundle();
    for (int length = 0; length < good.length; length += 211) {
      var report = TestLog.verify(Arrays.copyOf(good, length), new Trust.OfBundle());
      assertThat(report.failures()).as("length %d", length).isEqualTo(1);
    }
  }

  @Test
  void warnsOfWhatIsOnlyStrange() {
    assertWarning(
        FindingKind.PREVIOUS_END_UNNAMED,
        log -> {
          log.audit.begin(3000);
          log.audit.open();
        });
    assertWarning(
        FindingKind.KEY_NOT_ANNOUNCED,
        log -> {
          var end = log.audit.end();
          changeKey(log);
          log.audit.begin(3000);
          log.audit.open(end);
        });
    assertWarning(
        FindingKind.MISSED_HEARTBEAT,
        log -> {
          log.audit.time = log.audit.time.plusSeconds(181);
          log.audit.write(new WriterHeartbeat(3));
          log.gateway.time = log.audit.time;
          log.gateway.write(new WriterClosed("stopped"));
          log.approval.time = log.audit.time.minusSeconds(170);
          log.approval.write(new WriterHeartbeat(4));
        });
    assertWarning(
        FindingKind.GAP_EXPLAINED,
        log -> {
          Digest lost = TestBodies.digest("lost");
          log.gateway.seq++;
          log.gateway.prev = lost;
          log.gateway.write(new WriterHeartbeat(3));
          log.audit.write(TestBodies.quarantined("gateway-0", 2000, 2, lost));
        });
    assertWarning(
        FindingKind.LATE_OUTCOME,
        log -> {
          Digest intent = log.gateway.write(TestBodies.intent("call-x", null));
          log.audit.write(TestBodies.unknown("call-x", intent));
          log.gateway.write(TestBodies.outcome("call-x", intent));
        });
    assertWarning(
        FindingKind.MISSING_OUTCOME,
        log -> {
          log.audit.time = TestBodies.DEADLINE.plusSeconds(1);
          log.audit.write(new WriterHeartbeat(3));
        });
    assertWarning(
        FindingKind.GLASS_UNREVIEWED,
        log -> {
          log.approval.write(
              TestBodies.requested("approval-x", "call-b", 1, TermsCorruptions.GLASS));
          log.approval.time = log.approval.time.plusSeconds(120);
          log.approval.write(new WriterHeartbeat(4));
        });
    assertWarning(
        FindingKind.APPROVAL_PENDING,
        log -> log.gateway.write(TestBodies.intent("call-x", "approval-x")));
  }

  private static SigningKey changeKey(TestLog log) {
    var second = log.anotherKey();
    log.writerKeys.put("audit-0", List.of(log.audit.key.verification(), second.verification()));
    log.audit.key = second;
    return second;
  }

  private static void assertWarning(FindingKind kind, java.util.function.Consumer<TestLog> spoil) {
    var log = TestLog.standard();
    spoil.accept(log);
    var report = log.verify();
    assertThat(report.holds()).as(kind.wireName()).isTrue();
    assertThat(report.counts()).contains(Map.entry(kind, 1L));
    long silent =
        kind == FindingKind.MISSED_HEARTBEAT
            ? 0
            : report.counts().getOrDefault(FindingKind.MISSED_HEARTBEAT, 0L);
    assertThat(report.total(Severity.WARNING)).isEqualTo(1 + silent);
  }
}

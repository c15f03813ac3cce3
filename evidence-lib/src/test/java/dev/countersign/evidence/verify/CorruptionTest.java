package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is done to the evidence, the verifier refuses it and names what and where.
class CorruptionTest {
  private static final Set<FindingKind> OF_THE_FILE =
      EnumSet.of(FindingKind.MALFORMED_BUNDLE, FindingKind.DAMAGED_FILE);

  static List<Corruption> corpus() {
    return Corruptions.all();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void namesWhatIsWrongAndWhere(Corruption corruption) {
    var log = TestLog.standard();
    corruption.spoil().accept(log);
    var report = log.verify();
    assertThat(report.holds()).isFalse();
    assertThat(report.counts()).containsKey(corruption.kind());
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
            .collect(Collectors.toCollection(() -> EnumSet.copyOf(OF_THE_FILE)));
    var failures =
        Arrays.stream(FindingKind.values())
            .filter(kind -> kind.severity() == Severity.FAILURE)
            .filter(kind -> kind.check() != Check.MASKED_VIEW)
            .toList();
    assertThat(covered).containsExactlyInAnyOrderElementsOf(failures);
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
        FindingKind.APPROVAL_PENDING,
        log -> log.gateway.write(TestBodies.intent("call-x", "approval-x")));
  }

  private static void assertWarning(FindingKind kind, java.util.function.Consumer<TestLog> spoil) {
    var log = TestLog.standard();
    spoil.accept(log);
    var report = log.verify();
    assertThat(report.holds()).as(kind.wireName()).isTrue();
    assertThat(report.counts()).contains(Map.entry(kind, 1L));
    assertThat(report.total(Severity.WARNING)).isEqualTo(1);
  }
}

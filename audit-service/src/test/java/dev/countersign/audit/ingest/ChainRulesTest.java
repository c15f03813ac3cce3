package dev.countersign.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.alarm.Alarm.Source;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.ingest.ChainRules.Epoch;
import dev.countersign.audit.ingest.ChainRules.Head;
import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The log holds epoch 10 with records 0 to 2, and epoch 20 with record 0, of writer w.
class ChainRulesTest {
  private static final String NEXT = "next";
  private static final String DUPLICATE = "duplicate";

  private static Digest held(long epoch, long seq) {
    return Digest.of((epoch + "/" + seq).getBytes(StandardCharsets.US_ASCII));
  }

  private final ChainRules rules = rules();

  private static ChainRules rules() {
    Map<Position, Digest> known = new HashMap<>();
    for (long seq = 0; seq <= 2; seq++) {
      known.put(new Position("w", 10, seq), held(10, seq));
    }
    known.put(new Position("w", 20, 0), held(20, 0));
    return new ChainRules(
        Map.of(
            new Epoch("w", 10), new Head(2, held(10, 2)),
            new Epoch("w", 20), new Head(0, held(20, 0))),
        Map.of("w", 20L),
        known);
  }

  static Stream<Arguments> places() {
    Digest other = Digest.of(new byte[] {1});
    return Stream.of(
        Arguments.of("right behind", 20L, 1L, held(20, 0), other, NEXT),
        Arguments.of("behind another digest", 20L, 1L, other, other, "prev-mismatch"),
        Arguments.of("one too far", 20L, 2L, held(20, 0), other, "gap"),
        Arguments.of("taken, same bytes", 20L, 0L, Digest.ZERO, held(20, 0), DUPLICATE),
        Arguments.of("taken, other bytes", 20L, 0L, Digest.ZERO, other, "equivocation"),
        Arguments.of("taken in an older epoch, same", 10L, 1L, held(10, 0), held(10, 1), DUPLICATE),
        Arguments.of("taken in an older epoch", 10L, 1L, held(10, 0), other, "equivocation"),
        Arguments.of("late, of the older epoch", 10L, 3L, held(10, 2), other, NEXT),
        Arguments.of("late, with a gap", 10L, 4L, held(10, 2), other, "gap"),
        Arguments.of("a new epoch", 30L, 0L, Digest.ZERO, other, NEXT),
        Arguments.of("a new epoch with a past", 30L, 0L, other, other, "prev-mismatch"),
        Arguments.of("a new epoch's second", 30L, 1L, other, other, "gap"),
        Arguments.of("an epoch too late", 15L, 0L, Digest.ZERO, other, "late-epoch"));
  }

  @ParameterizedTest(name = "{0}: {5}")
  @MethodSource("places")
  void judgesByThePlaceInTheChain(
      String name, long epoch, long seq, Digest prev, Digest digest, String verdict) {
    assertThat(word(rules.judge(message("w", epoch, seq, prev, digest)))).isEqualTo(verdict);
  }

  @Test
  void goesOnBehindARecordItAccepted() {
    Digest first = Digest.of(new byte[] {1});
    Digest second = Digest.of(new byte[] {2});
    assertThat(word(rules.judge(message("w", 20, 1, held(20, 0), first)))).isEqualTo(NEXT);
    assertThat(word(rules.judge(message("w", 20, 1, held(20, 0), first)))).isEqualTo(DUPLICATE);
    assertThat(word(rules.judge(message("w", 20, 1, held(20, 0), second))))
        .isEqualTo("equivocation");
    assertThat(word(rules.judge(message("w", 20, 2, first, second)))).isEqualTo(NEXT);
    assertThat(rules.at(new Position("w", 20, 2))).isEqualTo(second);
  }

  @Test
  void standsStillAtARecordItRefused() {
    Digest digest = Digest.of(new byte[] {1});
    rules.judge(message("w", 20, 2, held(20, 1), digest));
    assertThat(word(rules.judge(message("w", 20, 2, held(20, 1), digest)))).isEqualTo("gap");
  }

  @Test
  void keepsWritersApart() {
    assertThat(word(rules.judge(message("v", 5, 0, Digest.ZERO, Digest.of(new byte[] {1})))))
        .isEqualTo(NEXT);
    assertThat(word(rules.judge(message("v", 4, 0, Digest.ZERO, Digest.of(new byte[] {2})))))
        .isEqualTo("late-epoch");
  }

  @Test
  void beginsAnEpochWithNothingButItsOpening() {
    Genuine heartbeat =
        message(
            EvidenceRecord.of(
                "v", 5, 0, Digest.ZERO, Instant.EPOCH, new RecordBody.WriterHeartbeat(0)),
            Digest.of(new byte[] {1}));
    assertThat(word(rules.judge(heartbeat))).isEqualTo("gap");
    Genuine opening =
        message(
            EvidenceRecord.of("w", 20, 1, held(20, 0), Instant.EPOCH, opened()),
            Digest.of(new byte[] {1}));
    assertThat(word(rules.judge(opening))).isEqualTo("malformed");
  }

  @Test
  void saysWhenAClockWentBackMoreThanASecond() {
    rules.judge(message(beat(20, 1, held(20, 0), 10_000), Digest.of(new byte[] {1})));
    assertThat(rules.oddities(beat(20, 2, Digest.ZERO, 9_000))).isEmpty();
    assertThat(rules.oddities(beat(20, 2, Digest.ZERO, 11_000))).isEmpty();
    assertThat(rules.oddities(beat(20, 2, Digest.ZERO, 8_999)))
        .extracting(Verdict.Breach::kind)
        .containsExactly(AlarmKind.CLOCK_BACK);
  }

  @Test
  void saysNothingOfTheClockBehindARecordThatWasPruned() {
    assertThat(rules.oddities(beat(20, 1, held(20, 0), -9_000))).isEmpty();
  }

  @Test
  void saysWhenARecordIsLate() {
    assertThat(rules.oddities(beat(10, 3, held(10, 2), 0)))
        .extracting(Verdict.Breach::kind)
        .containsExactly(AlarmKind.LATE_RECORD);
  }

  private static EvidenceRecord beat(long epoch, long seq, Digest prev, long millis) {
    return EvidenceRecord.of(
        "w", epoch, seq, prev, Instant.ofEpochMilli(millis), new RecordBody.WriterHeartbeat(seq));
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Next next -> NEXT;
      case Verdict.Duplicate duplicate -> DUPLICATE;
      case Verdict.Breach(AlarmKind kind, String detail) -> kind.wireName();
    };
  }

  private static Genuine message(String writer, long epoch, long seq, Digest prev, Digest digest) {
    RecordBody body = seq == 0 ? opened() : new RecordBody.WriterHeartbeat(seq);
    return message(EvidenceRecord.of(writer, epoch, seq, prev, Instant.EPOCH, body), digest);
  }

  private static Genuine message(EvidenceRecord record, Digest digest) {
    byte[] jws = digest.bytes();
    return new Genuine(new Source(0, 0), record, jws, digest, TreeHash.leaf(jws));
  }

  private static RecordBody opened() {
    return new RecordBody.WriterOpened("test", "test", "kid", null);
  }
}

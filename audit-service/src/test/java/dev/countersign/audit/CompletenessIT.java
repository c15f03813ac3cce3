package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.audit.log.Checkpoints;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.WatchBody;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WrittenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the log says of its own completeness.
class CompletenessIT {
  private static final String PATH = "/api/v1/completeness";
  private static final String NO_SWEEP = "countersign.audit.sweep.every=1h";
  private static final Instant NOON = Instant.parse("2026-01-20T12:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final AuditStage stage = AuditStage.open("complete");

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void tellsHowEveryEpochStands() {
    stage.start(NO_SWEEP);
    EvidenceWriter first = stage.writer("gateway-0");
    first.append(TestRecords.refused("s-1", "alice", "not-granted"));
    first.append(TestRecords.refused("s-1", "alice", "not-granted"));
    stage.rebornWriter("gateway-0").append(TestRecords.refused("s-1", "alice", "not-granted"));
    stage.writer("gateway-1").close();
    eventually(() ->
        assertThat(epochs("gateway-1"))
            .extracting(CompletenessIT::state)
            .containsExactly("closed"));

    JsonNode report = stage.read(PATH);
    assertThat(report.get("size").longValue()).isEqualTo(report.get("leaves").longValue());
    assertThat(
            stage
                .bean(Checkpoints.class)
                .spread(stage.bean(Checkpoints.class).advance(), 1000, List.of()))
        .extracting(checkpoint -> checkpoint.root().toString())
        .contains(report.get("root").stringValue());
    List<JsonNode> epochs = epochs("gateway-0");
    assertThat(epochs).extracting(CompletenessIT::state).containsExactly("succeeded", "open");
    assertThat(epochs)
        .extracting(epoch -> epoch.get("previous").stringValue())
        .containsExactly("first", "present");
    JsonNode old = epochs.getFirst();
    assertThat(old.get("firstSeq").longValue()).isZero();
    assertThat(old.get("lastSeq").longValue()).isEqualTo(2);
    assertThat(old.get("count").longValue()).isEqualTo(3);
    assertThat(old.get("gaps").longValue()).isZero();
    assertThat(old.get("lastLeaf").longValue()).isGreaterThan(old.get("firstLeaf").longValue());
    assertThat(old.get("types").get("call.refused").longValue()).isEqualTo(2);
    assertThat(old.get("types").get("writer.opened").longValue()).isEqualTo(1);
    eventually(() ->
        assertThat(stage.text("/api/v1/records?type=evidence.read&limit=1000"))
            .contains("GET " + PATH));
    assertThat(stage.text("/v3/api-docs")).contains(PATH, "/api/v1/quarantine");
  }

  @Test
  void countsWhatIsOpenMissingSetAsideAndRedeemed() {
    stage.start(NO_SWEEP);
    EvidenceWriter gateway = stage.writer("gateway-0");
    end(gateway, OutcomeStatus.COMPLETED);
    end(gateway, OutcomeStatus.UNKNOWN);
    WrittenRecord late = end(gateway, OutcomeStatus.UNKNOWN);
    gateway.append(TestRecords.outcome(late, OutcomeStatus.FAILED));
    gateway.append(TestRecords.intent("s-1", "alice", "refund", LONG_AGO));
    gateway.append(TestRecords.intent("s-1", "alice", "refund"));
    gateway.append(TestRecords.intent("s-1", "alice", "refund"));
    EvidenceWriter audit = stage.writer("audit-9");
    audit.append(redeemed("included"));
    audit.append(redeemed("breach"));
    audit.append(redeemed("included"));
    audit.append(
        new WatchBody.MessageQuarantined(
            TestRecords.person("kim"),
            List.of(),
            TestRecords.SOME,
            "x",
            "malformed",
            0,
            1,
            TestRecords.SOME,
            null,
            null,
            null));
    stage
        .bean(Alarms.class)
        .raise(
            new Alarm(AlarmKind.UNPAIRED_OUTCOME, new Alarm.Source(7, 7), null, null, "x", null));
    eventually(() ->
        assertThat(stage.count("SELECT count(*) FROM leaf WHERE writer = 'audit-9'")).isEqualTo(5));

    JsonNode report = stage.read(PATH);
    assertThat(report.get("calls").get("orphans").longValue()).isEqualTo(1);
    assertThat(report.get("calls").get("open").longValue()).isEqualTo(2);
    assertThat(report.get("calls").get("unknown").longValue()).isEqualTo(1);
    assertThat(report.get("quarantined").longValue()).isEqualTo(1);
    assertThat(report.get("receipts").get("included").longValue()).isEqualTo(2);
    assertThat(report.get("receipts").get("breach").longValue()).isEqualTo(1);
    assertThat(report.get("alarms").get("unpaired-outcome").longValue()).isEqualTo(1);
    assertThat(report.get("pruned")).isEmpty();
  }

  private static WrittenRecord end(EvidenceWriter gateway, OutcomeStatus status) {
    WrittenRecord intent = gateway.append(TestRecords.intent("s-1", "alice", "refund"));
    gateway.append(TestRecords.outcome(intent, status));
    return intent;
  }

  private static WatchBody.ReceiptRedeemed redeemed(String verdict) {
    return new WatchBody.ReceiptRedeemed(
        "call", TestRecords.SOME, TestRecords.SOME, verdict, null, 1);
  }

  @Test
  void tellsOfSilenceAndOfALostPast() {
    stage.start(NO_SWEEP);
    stage.trust("w-quiet");
    Digest prev = send(0, Digest.ZERO, NOON);
    prev = send(1, prev, NOON.plusSeconds(180));
    prev = send(2, prev, NOON.plusSeconds(180 + 181));
    send(3, prev, NOON.plusSeconds(400));
    eventually(
        () -> assertThat(epochs("w-quiet").getFirst().get("count").longValue()).isEqualTo(4));

    JsonNode until = epoch(stage.read(PATH + "?to=2099-01-01T00:00:00Z"), "w-quiet").getFirst();
    assertThat(until.get("previous").stringValue()).isEqualTo("missing");
    assertThat(until.get("heartbeatsMissed").longValue()).isEqualTo(1);
    assertThat(silence(until)).isEqualTo(Duration.ofSeconds(181));
    JsonNode now = epochs("w-quiet").getFirst();
    assertThat(now.get("heartbeatsMissed").longValue()).isEqualTo(2);
    assertThat(silence(now)).isGreaterThan(Duration.ofDays(1));
  }

  private Digest send(long seq, Digest prev, Instant time) {
    RecordBody body =
        seq == 0
            ? new RecordBody.WriterOpened(
                "test", "test", "kid", new RecordBody.ChainEnd(1, 17, TestRecords.SOME))
            : new RecordBody.WriterHeartbeat(seq);
    byte[] jws =
        Jws.sign(
            EvidenceRecord.JWS_TYPE,
            EvidenceJson.write(EvidenceRecord.of("w-quiet", 5, seq, prev, time, body)),
            stage.key("w-quiet"));
    stage.inject(null, "w-quiet", jws);
    return Digest.of(jws);
  }

  @Test
  void isAskedAboutAPeriodAndNamesWhatWasPruned() {
    MovableClock.toDaysAgo(70);
    stage.start(
        NO_SWEEP,
        "countersign.audit.retention.classes.short=P30D",
        "countersign.audit.retention.connections.payments=short",
        "countersign.audit.retention.every=500ms");
    EvidenceWriter gateway = stage.writer("gateway-0");
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(
        () -> assertThat(epochs("gateway-0").getFirst().get("count").longValue()).isEqualTo(3));
    String between = java.time.Clock.systemUTC().instant().minus(Duration.ofDays(40)).toString();
    MovableClock.toNow();
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(stage.read(PATH).get("pruned")).hasSize(1));

    JsonNode all = stage.read(PATH);
    assertThat(all.get("pruned").get(0).get("count").longValue()).isEqualTo(2);
    assertThat(all.get("pruned").get(0).get("retention").stringValue()).isEqualTo("short");
    assertThat(epoch(all, "gateway-0").getFirst().get("gaps").longValue()).isZero();
    JsonNode since = stage.read(PATH + "?from=" + between);
    assertThat(since.get("pruned")).isEmpty();
    JsonNode late = epoch(since, "gateway-0").getFirst();
    assertThat(late.get("firstSeq").longValue()).isEqualTo(3);
    assertThat(late.get("count").longValue()).isEqualTo(1);
    assertThat(late.get("state").stringValue()).isEqualTo("open");
    assertThat(late.get("previous").stringValue()).isEqualTo("first");
    JsonNode until = stage.read(PATH + "?to=" + between);
    assertThat(epoch(until, "gateway-0").getFirst().get("lastSeq").longValue()).isEqualTo(2);
    assertThat(until.get("pruned")).hasSize(1);
    JsonNode nothing = stage.read(PATH + "?to=2020-01-01T00:00:00Z");
    assertThat(nothing.get("epochs")).isEmpty();
    assertThat(nothing.get("leaves").longValue()).isZero();
    for (String bad : new String[] {"?from=x", "?to=" + between + "&from=" + between, "?until=1"}) {
      assertThat(stage.get(PATH + bad, stage.auditor()).statusCode()).isEqualTo(400);
    }
    assertThat(stage.get(PATH, stage.keeper()).statusCode()).isEqualTo(403);
  }

  private List<JsonNode> epochs(String writer) {
    return epoch(stage.read(PATH), writer);
  }

  private static List<JsonNode> epoch(JsonNode report, String writer) {
    List<JsonNode> epochs = new ArrayList<>();
    for (JsonNode epoch : report.get("epochs")) {
      if (epoch.get("writer").stringValue().equals(writer)) {
        epochs.add(epoch);
      }
    }
    return epochs;
  }

  private static @Nullable String state(JsonNode epoch) {
    return epoch.get("state").stringValue();
  }

  private static Duration silence(JsonNode epoch) {
    return Duration.parse(epoch.get("longestSilence").stringValue());
  }
}

package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Alarms that stop nothing, and the record of every alarm.
class WatchIT {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final AuditStage stage = AuditStage.open("watch");

  @AfterEach
  void stop() {
    stage.kafka.start();
    stage.close();
  }

  @Test
  void everyAlarmIsOnTheRecordWhicheverReplicaRaisedIt(@TempDir Path folder) throws IOException {
    stage.start();
    stage.start();
    int own = partitionOf("audit-0");
    int other = partitionOf("audit-1");
    int free = 0;
    while (free == own || free == other) {
      free++;
    }
    stage.inject(free, "nobody", "rubbish".getBytes(StandardCharsets.US_ASCII));
    eventually(() -> assertThat(about("malformed")).hasSize(1));
    JsonNode body = about("malformed").getFirst();
    JsonNode alarm = alarmOf("malformed");
    assertThat(body.get("detail")).isEqualTo(alarm.get("detail"));
    assertThat(body.get("partition").intValue()).isEqualTo(free);
    assertThat(body.get("offset")).isEqualTo(alarm.get("offset"));
    assertThat(body.get("digest")).isEqualTo(alarm.get("digest"));
    assertThat(body.has("writer")).isFalse();
    stage.bean(Alarms.class).raise(said("second"));
    eventually(() -> assertThat(about("log-inconsistent")).hasSize(1));
    assertThat(about("malformed")).hasSize(1);
    assertThat(recorded()).isEqualTo(stage.count("SELECT count(*) FROM alarm"));
    Path bundle = Files.write(folder.resolve("evidence.zip"), stage.bytes("/api/v1/export"));
    assertThat(new Verifier(new Trust.OfBundle(), Progress.NONE).verify(bundle).holds()).isTrue();
  }

  @Test
  void anAlarmOfAnOutageIsRecordedWhenKafkaIsBack() {
    stage.start("countersign.evidence.acknowledge-within=5s");
    eventually(() -> assertThat(stage.count("SELECT count(*) FROM leaf")).isPositive());
    stage.kafka.stop();
    stage.bean(Alarms.class).raise(said("while Kafka was away"));
    assertThat(stage.count("SELECT count(*) FROM alarm")).isEqualTo(1);
    assertThat(recorded()).isZero();
    stage.kafka.start();
    eventually(() -> assertThat(recorded()).isEqualTo(1));
    eventually(() -> assertThat(records()).isNotEmpty());
    assertThat(records().getFirst().get("detail").stringValue()).isEqualTo("while Kafka was away");
  }

  private static Alarm said(String detail) {
    return new Alarm(
        AlarmKind.LOG_INCONSISTENT,
        null,
        null,
        Digest.of(detail.getBytes(StandardCharsets.UTF_8)),
        detail,
        null);
  }

  @Test
  void aClockThatGoesBackIsSaidAndStopsNothing() {
    stage.start();
    stage.trust("w-clock");
    Chain chain = new Chain("w-clock", 5);
    chain.send(NOON);
    chain.send(NOON.minusMillis(900));
    eventually(() -> assertThat(leavesOf("w-clock")).isEqualTo(2));
    chain.send(NOON.minusSeconds(5));
    chain.send(NOON.minusSeconds(4));
    chain.send(NOON.minusSeconds(6));
    eventually(() -> assertThat(leavesOf("w-clock")).isEqualTo(5));
    assertThat(alarmsAbout("w-")).containsExactly("clock-back w-clock 4", "clock-back w-clock 2");
    eventually(() -> assertThat(records()).hasSize(2));
  }

  @Test
  void aRecordOfAnEpochThatHasASuccessorIsSaidAndKept() {
    stage.start();
    stage.trust("w-late");
    Chain old = new Chain("w-late", 5);
    old.send(NOON);
    old.send(NOON);
    new Chain("w-late", 6).send(NOON);
    old.send(NOON);
    eventually(() -> assertThat(leavesOf("w-late")).isEqualTo(4));
    assertThat(alarmsAbout("w-")).containsExactly("late-record w-late 2");
  }

  @Test
  void aWriterThatFallsSilentIsMissedOnceForEachSilence() {
    EvidenceWriter closed = stage.writer("gateway-closed");
    closed.close();
    EvidenceWriter lost = stage.writer("gateway-lost");
    stage.rebornWriter("gateway-lost").close();
    EvidenceWriter silent = stage.writer("gateway-silent");
    stage.start(
        "countersign.audit.heartbeat-every=500ms", "countersign.evidence.heartbeat-every=100ms");
    String missed = "missed-heartbeat gateway-silent ";
    eventually(() -> assertThat(alarmsAbout("gateway-")).containsExactly(missed + 0));
    silent.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(alarmsAbout("gateway-")).containsExactly(missed + 1, missed + 0));
    assertThat(stage.count("SELECT count(*) FROM alarm WHERE stops")).isZero();
    eventually(() -> assertThat(records().size()).isGreaterThanOrEqualTo(2));
    lost.close();
  }

  /// The alarms about those writers, newest first, with their places.
  private List<String> alarmsAbout(String writers) {
    List<String> alarms = new ArrayList<>();
    for (JsonNode alarm : stage.read("/api/v1/alarms").get("items")) {
      String writer = alarm.get("writer").stringValue();
      if (writer.startsWith(writers)) {
        alarms.add(
            alarm.get("kind").stringValue() + " " + writer + " " + alarm.get("seq").longValue());
      }
    }
    return alarms;
  }

  private JsonNode alarmOf(String kind) {
    for (JsonNode alarm : stage.read("/api/v1/alarms").get("items")) {
      if (alarm.get("kind").stringValue().equals(kind)) {
        return alarm;
      }
    }
    throw new AssertionError("no alarm " + kind);
  }

  private long recorded() {
    return stage.count("SELECT count(*) FROM alarm_recorded");
  }

  private List<JsonNode> about(String kind) {
    return records().stream().filter(body -> body.get("kind").stringValue().equals(kind)).toList();
  }

  private List<JsonNode> records() {
    List<JsonNode> bodies = new ArrayList<>();
    stage
        .read("/api/v1/records?type=alarm.raised")
        .get("items")
        .forEach(item -> bodies.add(item.get("record").get("body")));
    return bodies;
  }

  private long leavesOf(String writer) {
    return stage
        .database()
        .sql("SELECT count(*) FROM leaf WHERE writer = ?")
        .param(writer)
        .query(Long.class)
        .single();
  }

  private static int partitionOf(String writer) {
    return Utils.toPositive(Utils.murmur2(writer.getBytes(StandardCharsets.UTF_8))) % 3;
  }

  /// A chain written by hand, with the times that a test wants.
  private final class Chain {
    private final String writer;
    private final long epoch;
    private Digest prev = Digest.ZERO;
    private long seq;

    Chain(String writer, long epoch) {
      this.writer = writer;
      this.epoch = epoch;
    }

    void send(Instant time) {
      RecordBody body =
          seq == 0
              ? new RecordBody.WriterOpened("test", "test", "kid", null)
              : new RecordBody.WriterHeartbeat(seq);
      byte[] jws =
          Jws.sign(
              EvidenceRecord.JWS_TYPE,
              EvidenceJson.write(EvidenceRecord.of(writer, epoch, seq, prev, time, body)),
              stage.key(writer));
      stage.inject(null, writer, jws);
      prev = Digest.of(jws);
      seq++;
    }
  }
}

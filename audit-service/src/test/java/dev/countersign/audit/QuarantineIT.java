package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages that a person sets aside, so that their partition goes on.
class QuarantineIT {
  private static final byte[] RUBBISH = "rubbish".getBytes(StandardCharsets.US_ASCII);

  private final AuditStage stage = AuditStage.open("quarantine");

  @BeforeEach
  void start() {
    stage.start();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void aPartitionGoesOnBehindAMessageThatWasSetAside(@TempDir Path folder) throws IOException {
    EvidenceWriter gateway = stage.writer("gateway-0");
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    stage.inject(null, "gateway-0", RUBBISH);
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    JsonNode alarm = awaitAlarm();
    assertThat(leavesOf("gateway-0")).isEqualTo(2);

    JsonNode first = posted(request(alarm), 200);
    assertThat(first.get("digest").stringValue()).isEqualTo(Digest.of(RUBBISH).toString());
    eventually(() -> assertThat(leavesOf("gateway-0")).isEqualTo(3));
    eventually(() -> assertThat(stage.read("/api/v1/status").get("stopped")).isEmpty());
    assertThat(posted(request(alarm), 200)).isEqualTo(first);
    eventually(() -> listed(first));
    assertThat(records()).isEqualTo(1);
    goesOnInAServiceThatReadsEverythingAgain();
    Path bundle = Files.write(folder.resolve("evidence.zip"), stage.bytes("/api/v1/export"));
    assertThat(new Verifier(new Trust.OfBundle(), Progress.NONE).verify(bundle).holds()).isTrue();
  }

  private void listed(JsonNode answer) {
    JsonNode items = stage.read("/api/v1/quarantine").get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("message")).isEqualTo(answer);
    assertThat(items.get(0).get("reason").stringValue()).isEqualTo("a stray message");
    assertThat(items.get(0).get("kind").stringValue()).isEqualTo("malformed");
    assertThat(items.get(0).get("by").get("id").stringValue()).isEqualTo("kim");
  }

  private void goesOnInAServiceThatReadsEverythingAgain() {
    stage.stopReplicas();
    stage.start("spring.kafka.consumer.group-id=" + stage.schema() + "-again");
    stage.writer("gateway-0").append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(leavesOf("gateway-0")).isEqualTo(4));
    assertThat(stage.read("/api/v1/status").get("stopped")).isEmpty();
  }

  @Test
  void anyReplicaSetsAside() {
    stage.start();
    EvidenceWriter gateway = stage.writer("gateway-0");
    for (int partition = 0; partition < 3; partition++) {
      stage.inject(partition, "nobody", RUBBISH);
    }
    eventually(() -> assertThat(malformed()).hasSize(3));
    malformed().forEach(alarm -> posted(request(alarm), 200));
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(leavesOf("gateway-0")).isEqualTo(2));
    eventually(() -> assertThat(records()).isEqualTo(3));
  }

  @Test
  void onlyWhatStandsStillIsSetAside() {
    stage.inject(1, "nobody", null);
    JsonNode alarm = awaitAlarm();
    String partition = "{\"partition\":" + alarm.get("partition").intValue();
    String offset = ",\"offset\":" + alarm.get("offset").longValue();
    String digest = ",\"digest\":\"" + alarm.get("digest").stringValue() + "\"";
    String reason = ",\"reason\":\"x\"}";
    String other = ",\"digest\":\"" + TestRecords.SOME + "\"";
    for (String refused :
        new String[] {
          partition + offset + other + reason,
          partition + ",\"offset\":999" + digest + reason,
          "{\"partition\":0" + offset + digest + reason
        }) {
      assertThat(posted(refused, 409).get("type").stringValue())
          .isEqualTo("urn:countersign:problem:not-stopped");
    }
    posted(partition + offset + digest + "}", 400);
    posted(partition + offset + ",\"digest\":\"sha-256:1\"" + reason, 400);
    posted(partition + ",\"offset\":-1" + digest + reason, 400);
    posted("{" + offset.substring(1) + digest + reason, 400);
    posted("[]", 400);
    HttpResponse<byte[]> reader = stage.post("/api/v1/quarantine", stage.auditor(), request(alarm));
    assertThat(reader.statusCode()).isEqualTo(403);
    assertThat(stage.get("/api/v1/quarantine", stage.keeper()).statusCode()).isEqualTo(403);
    assertThat(stage.count("SELECT count(*) FROM quarantine")).isZero();
    posted(request(alarm), 200);
    eventually(() -> assertThat(stage.read("/api/v1/status").get("stopped")).isEmpty());
    assertThat(posted(partition + offset + other + reason, 409)).isNotNull();
  }

  @Test
  void anotherMessageInItsPlaceStopsThePartition() {
    stage
        .database()
        .sql(
            """
            INSERT INTO quarantine
            SELECT 2, place, sha256('another'), sha256('record'), now() FROM generate_series(0, 99) AS place
            """)
        .update();
    stage.inject(2, "nobody", RUBBISH);
    assertThat(awaitAlarm().get("kind").stringValue()).isEqualTo("malformed");
  }

  private List<JsonNode> malformed() {
    List<JsonNode> alarms = new ArrayList<>();
    for (JsonNode alarm : stage.read("/api/v1/alarms").get("items")) {
      if (alarm.get("kind").stringValue().equals("malformed")) {
        alarms.add(alarm);
      }
    }
    return alarms;
  }

  private JsonNode awaitAlarm() {
    eventually(() -> assertThat(stage.read("/api/v1/status").get("stopped")).hasSize(1));
    return stage.read("/api/v1/alarms").get("items").get(0);
  }

  private static String request(JsonNode alarm) {
    return "{\"partition\":%d,\"offset\":%d,\"digest\":\"%s\",\"reason\":\"a stray message\"}"
        .formatted(
            alarm.get("partition").intValue(),
            alarm.get("offset").longValue(),
            alarm.get("digest").stringValue());
  }

  /// Asks until the answer has the status: the broker knows of a stop a moment after the database.
  private JsonNode posted(String json, int status) {
    HttpResponse<byte[]> answer = stage.post("/api/v1/quarantine", stage.keeper(), json);
    if (status == 200 && answer.statusCode() == 409) {
      eventually(() ->
          assertThat(stage.post("/api/v1/quarantine", stage.keeper(), json).statusCode())
              .isEqualTo(200));
      return posted(json, status);
    }
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private long records() {
    return stage.count("SELECT count(*) FROM leaf WHERE type = 'message.quarantined'");
  }

  private long leavesOf(String writer) {
    return stage
        .database()
        .sql("SELECT count(*) FROM leaf WHERE writer = ?")
        .param(writer)
        .query(Long.class)
        .single();
  }
}

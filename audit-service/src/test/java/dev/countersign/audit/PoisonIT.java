package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Messages that must not become leaves: their partition stands still, the others go on.
class PoisonIT {
  private final AuditStage stage = AuditStage.open("poison");

  @BeforeEach
  void start() {
    stage.start();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void aForgedRecordStopsItsPartitionOnly() {
    Chain good = new Chain("w-good");
    Chain bad = new Chain("w-bad");
    stage.trust("w-good");
    stage.trust("w-bad");
    good.send(1, 3);
    bad.send(2, 1);
    stage.inject(2, "w-bad", forged(bad));
    bad.send(2, 2);
    good.send(1, 3);
    awaitAlarm("bad-signature");
    eventually(() -> assertThat(leavesOf("w-good")).isEqualTo(6));
    good.send(1, 5);
    eventually(() -> assertThat(leavesOf("w-good")).isEqualTo(11));
    assertThat(leavesOf("w-bad")).isEqualTo(1);
    JsonNode stopped = stage.read("/api/v1/status").get("stopped");
    assertThat(stopped).hasSize(1);
    assertThat(stopped.get(0).get("partition").intValue()).isEqualTo(2);
    assertThat(stage.get("/actuator/health", null).statusCode()).isEqualTo(503);
    assertThat(stage.get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    assertThat(stage.count("SELECT count(*) FROM alarm")).isEqualTo(1);
    afterARestartItStillStands();
  }

  private void afterARestartItStillStands() {
    stage.stopReplicas();
    stage.start();
    eventually(() -> assertThat(stage.read("/api/v1/status").get("stopped")).hasSize(1));
    assertThat(leavesOf("w-bad")).isEqualTo(1);
    assertThat(stage.count("SELECT count(*) FROM alarm")).isEqualTo(1);
  }

  private byte[] forged(Chain chain) {
    byte[] real = chain.next();
    String text = new String(real, StandardCharsets.US_ASCII);
    SigningKey stranger = stage.key("stranger");
    byte[] payload = Jws.parse(real).unverifiedPayload();
    String signature =
        new String(Jws.sign(EvidenceRecord.JWS_TYPE, payload, stranger), StandardCharsets.US_ASCII);
    return (text.substring(0, text.lastIndexOf('.'))
            + signature.substring(signature.lastIndexOf('.')))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void twoRecordsInOnePlaceAreKeptAsProof() {
    Chain chain = new Chain("w-two");
    stage.trust("w-two");
    chain.send(0, 2);
    Chain twin = chain.twin();
    chain.send(0, 1);
    eventually(() -> assertThat(leavesOf("w-two")).isEqualTo(3));
    twin.send(0, 1);
    chain.send(0, 1);
    awaitAlarm("equivocation");
    JsonNode alarm = stage.read("/api/v1/alarms").get("items").get(0);
    assertThat(alarm.get("writer").stringValue()).isEqualTo("w-two");
    assertThat(alarm.get("seq").longValue()).isEqualTo(2);
    assertThat(alarm.get("jws").stringValue())
        .isEqualTo(new String(twin.last(), StandardCharsets.US_ASCII));
    assertThat(leavesOf("w-two")).isEqualTo(3);
  }

  @Test
  void aGapStopsAndDuplicatesDoNot() {
    Chain chain = new Chain("w-gap");
    stage.trust("w-gap");
    chain.send(0, 2);
    stage.inject(0, "w-gap", chain.last());
    chain.send(0, 1);
    stage.inject(0, "w-gap", chain.last());
    eventually(() -> assertThat(leavesOf("w-gap")).isEqualTo(3));
    assertThat(stage.count("SELECT count(*) FROM alarm")).isZero();
    chain.next();
    chain.send(0, 1);
    awaitAlarm("gap");
    assertThat(leavesOf("w-gap")).isEqualTo(3);
  }

  @Test
  void aWriterGoesOnWhenItsKeyArrives() {
    Chain chain = new Chain("w-new");
    chain.send(1, 4);
    stage.inject(2, null, "rubbish".getBytes(StandardCharsets.US_ASCII));
    awaitAlarm("unknown-key");
    awaitAlarm("malformed");
    assertThat(leavesOf("w-new")).isZero();
    stage.trust("w-new");
    eventually(() -> assertThat(leavesOf("w-new")).isEqualTo(4));
    eventually(() -> assertThat(stage.read("/api/v1/status").get("stopped")).hasSize(1));
  }

  @Test
  void aLostPastIsSaidAndDoesNotStop() {
    stage.trust("w-lost");
    Chain chain = new Chain("w-lost");
    chain.previous = new RecordBody.ChainEnd(1, 17, TestRecords.SOME);
    chain.send(0, 2);
    awaitAlarm("previous-missing");
    eventually(() -> assertThat(leavesOf("w-lost")).isEqualTo(2));
  }

  private void awaitAlarm(String kind) {
    eventually(() -> {
      List<String> kinds = new ArrayList<>();
      stage
          .read("/api/v1/alarms")
          .get("items")
          .forEach(alarm -> kinds.add(alarm.get("kind").stringValue()));
      assertThat(kinds).contains(kind);
    });
  }

  private long leavesOf(String writer) {
    return stage
        .database()
        .sql("SELECT count(*) FROM leaf WHERE writer = ?")
        .param(writer)
        .query(Long.class)
        .single();
  }

  /// A chain that a test writes by hand, as it likes.
  private final class Chain {
    private final String writer;
    private final List<byte[]> written = new ArrayList<>();
    private RecordBody.@Nullable ChainEnd previous;

    Chain(String writer) {
      this.writer = writer;
    }

    /// A chain with the same past and a future of its own.
    Chain twin() {
      Chain twin = new Chain(writer);
      twin.written.addAll(written);
      return twin;
    }

    byte[] next() {
      int seq = written.size();
      Digest prev = seq == 0 ? Digest.ZERO : Digest.of(last());
      RecordBody body =
          seq == 0
              ? new RecordBody.WriterOpened("test", "test", "kid", previous)
              : new RecordBody.WriterHeartbeat(System.nanoTime());
      byte[] jws =
          Jws.sign(
              EvidenceRecord.JWS_TYPE,
              EvidenceJson.write(EvidenceRecord.of(writer, 5, seq, prev, Instant.EPOCH, body)),
              stage.key(writer));
      written.add(jws);
      return jws;
    }

    byte[] last() {
      return written.getLast();
    }

    void send(int partition, int count) {
      for (int i = 0; i < count; i++) {
        stage.inject(partition, writer, next());
      }
    }
  }
}

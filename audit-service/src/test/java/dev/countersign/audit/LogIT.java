package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogKey;
import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.VerificationReport;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WrittenRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Records of several writers on their way into the log, and their proofs on the way out.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogIT {
  private static final AuditStage STAGE = AuditStage.open("log");
  private static final int CALLS_EACH = 200;

  @BeforeAll
  static void start() throws Exception {
    STAGE.start();
    STAGE.publishPolicy("gateway-0", TestRecords.SOME_POLICY);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> writers = new ArrayList<>();
      for (String name : List.of("gateway-0", "gateway-1", "gateway-2", "replay-0")) {
        EvidenceWriter writer = STAGE.writer(name);
        IntStream.range(0, 4).forEach(part -> writers.add(() -> calls(writer, part)));
      }
      for (var done : pool.invokeAll(writers)) {
        done.get();
      }
    }
    eventually(() -> assertThat(outcomes()).isEqualTo(4L * CALLS_EACH));
    eventually(() -> assertThat(STAGE.count("SELECT count(*) FROM policy")).isPositive());
  }

  private static Void calls(EvidenceWriter writer, int part) {
    for (int i = 0; i < CALLS_EACH / 4; i++) {
      WrittenRecord intent =
          writer.append(TestRecords.intent("s-" + writer.writer() + part, "alice", "refund"));
      writer.append(TestRecords.outcome(intent, OutcomeStatus.COMPLETED));
    }
    return null;
  }

  private static long outcomes() {
    return STAGE.count("SELECT count(*) FROM record WHERE type = 'call.outcome'");
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void everyLeafIsProvenAgainstTheSignedCheckpoint() {
    JsonNode keys = STAGE.read("/api/v1/keys");
    List<VerificationKey> log =
        Jwks.read(keys.get("log").toString().getBytes(StandardCharsets.UTF_8));
    NoteKey logKey = new NoteKey("countersign.dev/log", log.getFirst());
    long size = STAGE.read("/api/v1/status").get("size").longValue();
    for (long leaf = 0; leaf < size; leaf += 37) {
      JsonNode record = STAGE.read("/api/v1/records/" + leaf);
      byte[] note = record.get("checkpoint").stringValue().getBytes(StandardCharsets.UTF_8);
      SignedNote signed = SignedNote.parse(note);
      assertThat(signed.isSignedBy(logKey)).isTrue();
      Checkpoint checkpoint = Checkpoint.parse(signed.text());
      List<Digest> path = new ArrayList<>();
      record
          .get("proof")
          .forEach(hash -> path.add(Digest.wrap(Base64.getDecoder().decode(hash.stringValue()))));
      byte[] jws = record.get("jws").stringValue().getBytes(StandardCharsets.US_ASCII);
      assertThat(record.get("digest").stringValue()).isEqualTo(Digest.of(jws).toString());
      assertThat(
              new InclusionProof(leaf, checkpoint.size(), path)
                  .proves(TreeHash.leaf(jws), checkpoint.root()))
          .as("leaf %d", leaf)
          .isTrue();
    }
  }

  @Test
  void everyTenthRecordComesOutAsItWentIn() {
    JsonNode page = STAGE.read("/api/v1/records?from-leaf=10&limit=5");
    assertThat(page.get("items")).hasSize(5);
    assertThat(page.get("items").get(0).get("leaf").longValue()).isEqualTo(10);
    assertThat(page.get("next").stringValue()).isEqualTo("15");
    JsonNode ofType = STAGE.read("/api/v1/records?type=call.outcome&writer=gateway-1&limit=1000");
    assertThat(ofType.get("items")).hasSize(CALLS_EACH);
    for (JsonNode item : ofType.get("items")) {
      assertThat(item.get("record").get("writer").stringValue()).isEqualTo("gateway-1");
      assertThat(item.get("record").get("type").stringValue()).isEqualTo("call.outcome");
    }
  }

  // The best of five, as others use the machine too.
  @Test
  void aRecordIsUnderACheckpointWithinASecond() {
    EvidenceWriter gateway = STAGE.writer("gateway-0");
    assertThat(Stream.generate(() -> untilCheckpoint(gateway)).limit(20))
        .anyMatch(took -> took.compareTo(Duration.ofSeconds(1)) <= 0);
  }

  private static Duration untilCheckpoint(EvidenceWriter gateway) {
    WrittenRecord written = gateway.append(TestRecords.refused("s-late", "bob", "not-granted"));
    long since = System.nanoTime();
    String call = ((RecordBody.CallRefused) written.record().body()).call();
    eventually(() -> {
      Long leaf =
          STAGE
              .database()
              .sql("SELECT leaf_index FROM leaf WHERE call = ?")
              .param(call)
              .query(Long.class)
              .single();
      assertThat(STAGE.bean(Checkpoints.class).newest().orElseThrow().size()).isGreaterThan(leaf);
    });
    return Duration.ofNanos(System.nanoTime() - since);
  }

  @Test
  void aCheckpointExtendsTheOneBefore() {
    Checkpoints checkpoints = STAGE.bean(Checkpoints.class);
    var log = STAGE.bean(dev.countersign.audit.log.LogReader.class);
    var old = checkpoints.newest().orElseThrow();
    STAGE.writer("gateway-0").append(TestRecords.refused("s-more", "bob", "not-granted"));
    eventually(
        () -> assertThat(checkpoints.newest().orElseThrow().size()).isGreaterThan(old.size()));
    var fresh = checkpoints.newest().orElseThrow();
    assertThat(log.tree(fresh.size()).consistency(old.size()).proves(old.root(), fresh.root()))
        .isTrue();
  }

  @Test
  void theExportVerifiesWithKeysFromElsewhere(@TempDir Path folder) throws IOException {
    Path bundle = folder.resolve("evidence.zip");
    Files.write(bundle, STAGE.bytes("/api/v1/export"));
    Path trust = Files.createDirectory(folder.resolve("trust"));
    JsonNode keys = STAGE.read("/api/v1/keys");
    Files.writeString(trust.resolve("log.jwks.json"), keys.get("log").toString());
    for (var writer : keys.get("writers").properties()) {
      Files.writeString(
          trust.resolve(writer.getKey() + ".jwks.json"), writer.getValue().toString());
    }
    VerificationReport report = new Verifier(Trust.directory(trust), Progress.NONE).verify(bundle);
    assertThat(report.findings()).isEmpty();
    assertThat(report.log().policies()).isEqualTo(1);
    assertThat(report.holds()).isTrue();
    assertThat(report.trustedKeys()).isTrue();
    assertThat(report.calls()).isEqualTo(4L * CALLS_EACH);
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void anExportWithAHoleIsRefusedOrBreaksOff() throws Exception {
    byte[] whole = STAGE.bytes("/api/v1/export");
    long leaf = STAGE.bean(Checkpoints.class).newest().orElseThrow().size() / 2;
    String table = STAGE.schema() + ".record";
    try (var admin = dev.countersign.test.TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      String chosen = " FROM " + table + " WHERE leaf_index = " + leaf;
      statement.execute("CREATE TEMPORARY TABLE hole AS SELECT *" + chosen);
      statement.execute("DELETE" + chosen);
      assertThatThrownBy(() -> STAGE.bytes("/api/v1/export"))
          .hasMessageMatching("(?s).*(no answer|/api/v1/export: 500).*");
      statement.execute("INSERT INTO " + table + " SELECT * FROM hole");
    }
    // The exports are on the record as well, but perhaps not yet under a checkpoint.
    assertThat(STAGE.bytes("/api/v1/export")).hasSizeGreaterThanOrEqualTo(whole.length);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aLogThatWasRewrittenIsNotSignedAgain() throws Exception {
    Checkpoints checkpoints = STAGE.bean(Checkpoints.class);
    checkpoints.advance();
    long size = checkpoints.newest().orElseThrow().size();
    try (var admin = dev.countersign.test.TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      statement.execute(
          "UPDATE "
              + STAGE.schema()
              + ".leaf SET leaf_hash = decode(repeat('ab', 32), 'hex') WHERE leaf_index = "
              + (size - 1));
    }
    STAGE.writer("gateway-0").append(TestRecords.refused("s-more", "bob", "not-granted"));
    eventually(() ->
        assertThat(STAGE.read("/api/v1/alarms").get("items").get(0).get("kind").stringValue())
            .isEqualTo("log-inconsistent"));
    assertThat(checkpoints.newest().orElseThrow().size()).isEqualTo(size);
    assertThat(STAGE.get("/actuator/health", null).statusCode()).isEqualTo(503);
    assertThat(STAGE.bean(LogKey.class).toString()).doesNotContain("\"d\"");
  }
}

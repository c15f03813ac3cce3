package dev.countersign.audit.retention;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.MovableClock;
import dev.countersign.audit.TestRecords;
import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogReader;
import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Severity;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.VerificationReport;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Records of a class that is kept for thirty days, seventy days later.
class RetentionIT {
  private static final String[] SETTINGS = {
    "countersign.audit.retention.classes.short=P30D",
    "countersign.audit.retention.connections.payments=short",
    "countersign.audit.retention.every=24h",
    "countersign.audit.sweep.every=1h"
  };

  private final AuditStage stage = AuditStage.open("retention");
  private long pruned;

  @BeforeEach
  void recordCallsLongAgo() {
    MovableClock.toDaysAgo(70);
    stage.start(SETTINGS);
    EvidenceWriter gateway = stage.writer("gateway-0");
    for (int i = 0; i < 3; i++) {
      var intent = gateway.append(TestRecords.intent("s-" + i, "alice", "refund"));
      gateway.append(TestRecords.outcome(intent, OutcomeStatus.COMPLETED));
    }
    gateway.append(TestRecords.refused("s-3", "bob", "not-granted"));
    pruned = 7;
    eventually(() -> assertThat(kept()).isEqualTo(pruned));
    MovableClock.toNow();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void whatIsOverIsStatedThenDroppedAndStaysProvable(@TempDir Path folder) throws IOException {
    stage.writer("gateway-0").append(TestRecords.refused("s-new", "carol", "not-granted"));
    eventually(() -> assertThat(kept()).isEqualTo(pruned + 1));
    long leaf = stage.count("SELECT min(leaf_index) FROM leaf WHERE retention = 'short'");

    prune();
    assertThat(kept()).as("a statement comes first").isEqualTo(pruned + 1);
    pruneUntilDropped();

    assertThat(kept()).as("the new record stays").isEqualTo(1);
    assertThat(stage.count("SELECT count(*) FROM leaf WHERE retention = 'short'"))
        .isEqualTo(pruned + 1);
    assertThat(stage.count("SELECT count(*) FROM session")).isEqualTo(1);
    HttpResponse<byte[]> gone = stage.get("/api/v1/records/" + leaf, stage.auditor());
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(text(gone)).contains("urn:countersign:problem:pruned");
    assertThat(stage.read("/api/v1/calls?subject=alice").get("items").size()).isZero();
    var checkpoint = stage.bean(Checkpoints.class).advance();
    InclusionProof proof = stage.bean(LogReader.class).tree(checkpoint.size()).inclusion(leaf);
    byte[] hash =
        stage
            .database()
            .sql("SELECT leaf_hash FROM leaf WHERE leaf_index = ?")
            .param(leaf)
            .query((row, number) -> row.getBytes(1))
            .single();
    assertThat(proof.proves(dev.countersign.evidence.record.Digest.wrap(hash), checkpoint.root()))
        .isTrue();
    verifies(folder);
  }

  @Test
  void aHoldBeatsPruningUntilItIsReleased(@TempDir Path folder) throws IOException {
    JsonNode hold =
        posted("/api/v1/holds", 201, "{\"reason\":\"case 17\",\"scope\":{\"session\":\"s-1\"}}");
    prune();
    prune();
    assertThat(stage.count("SELECT count(*) FROM leaf WHERE type = 'records.pruned'")).isZero();
    String id = hold.get("hold").stringValue();
    assertThat(hold.get("placedBy").get("id").stringValue()).isEqualTo("kim");
    posted("/api/v1/holds/" + id + "/release", 200, "{\"reason\":\"settled\"}");
    posted("/api/v1/holds/" + id + "/release", 409, "{\"reason\":\"again\"}");
    pruneUntilDropped();
    assertThat(kept()).isZero();
    verifies(folder);
    JsonNode holds = stage.read("/api/v1/holds").get("items");
    assertThat(holds.get(0).get("releaseReason").stringValue()).isEqualTo("settled");
  }

  @Test
  void aHoldPlacedAfterTheStatementBeatsItToo() {
    prune();
    eventually(() ->
        assertThat(stage.count("SELECT count(*) FROM leaf WHERE type = 'records.pruned'"))
            .isEqualTo(1));
    posted("/api/v1/holds", 201, "{\"reason\":\"case 18\"}");
    stage.bean(Checkpoints.class).advance();
    prune();
    prune();
    assertThat(kept()).isEqualTo(pruned);
  }

  @Test
  void anotherHoldThatMatchesNothingIsNamedInTheStatement(@TempDir Path folder) throws IOException {
    JsonNode hold =
        posted("/api/v1/holds", 201, "{\"reason\":\"other\",\"scope\":{\"subject\":\"mallory\"}}");
    pruneUntilDropped();
    String statement =
        stage
            .bean(LogReader.class)
            .leaves(0, Long.MAX_VALUE, "records.pruned", null, 10)
            .getLast()
            .json()
            .toString();
    assertThat(statement).contains(hold.get("hold").stringValue());
    verifies(folder);
  }

  @Test
  void aCallWithoutOutcomeKeepsItsPartition() {
    MovableClock.toDaysAgo(70);
    stage.writer("gateway-0").append(TestRecords.intent("s-open", "alice", "refund"));
    eventually(() -> assertThat(kept()).isEqualTo(pruned + 1));
    MovableClock.toNow();
    prune();
    assertThat(stage.count("SELECT count(*) FROM leaf WHERE type = 'records.pruned'")).isZero();
  }

  @Test
  void anotherReplicaGoesOnWhereOneEnded() {
    prune();
    stage.stopReplicas();
    stage.startAs("audit-1", SETTINGS);
    // Before the statement is in the log nobody but its writer knows of it.
    eventually(() -> assertThat(statements()).isEqualTo(1));
    pruneUntilDropped();
    assertThat(statements()).isEqualTo(1);
  }

  private long statements() {
    return stage.count("SELECT count(*) FROM leaf WHERE type = 'records.pruned'");
  }

  @Test
  void theDatabaseDropsNothingThatIsNotStated() {
    String month =
        stage
            .database()
            .sql(
                """
                SELECT date_trunc('month', min(received_at) AT TIME ZONE 'UTC') || '+00' FROM leaf
                WHERE retention = 'short'
                """)
            .query(String.class)
            .single();
    assertThatThrownBy(() -> drop(month, 0)).hasStackTraceContaining("no statement of pruning");
    prune();
    stage.writer("gateway-0").append(TestRecords.refused("s-new", "carol", "not-granted"));
    eventually(() -> assertThat(kept()).isEqualTo(pruned + 1));
    stage.bean(Checkpoints.class).advance();
    long statement = stage.count("SELECT max(leaf_index) FROM leaf WHERE type = 'records.pruned'");
    assertThatThrownBy(() -> drop("2026-11-01 00:00:00+00", statement))
        .hasStackTraceContaining("is not about partition");
    assertThat(kept()).isEqualTo(pruned + 1);
  }

  @Test
  void onlyKeepersPlaceHolds() {
    assertThat(stage.post("/api/v1/holds", stage.auditor(), "{\"reason\":\"x\"}").statusCode())
        .isEqualTo(403);
    assertThat(stage.get("/api/v1/calls", stage.keeper()).statusCode()).isEqualTo(403);
    posted("/api/v1/holds", 400, "{\"reason\":\" \"}");
    posted("/api/v1/holds/nothing/release", 404, "{\"reason\":\"x\"}");
  }

  @Test
  void keepersSeeTheHoldsInForceAndNoOthers() {
    String path = "/api/v1/holds/in-force";
    JsonNode first = posted("/api/v1/holds", 201, "{\"reason\":\"case 19\"}");
    String id = first.get("hold").stringValue();
    posted("/api/v1/holds", 201, "{\"reason\":\"case 20\",\"scope\":{\"subject\":\"ann\"}}");
    assertThat(inForce(path)).hasSize(2);
    posted("/api/v1/holds/" + id + "/release", 200, "{\"reason\":\"settled\"}");
    assertThat(inForce(path))
        .singleElement()
        .satisfies(
            hold -> assertThat(hold.get("scope").get("subject").stringValue()).isEqualTo("ann"));
    assertThat(stage.get(path, stage.auditor()).statusCode()).isEqualTo(403);
  }

  private List<JsonNode> inForce(String path) {
    byte[] body = stage.get(path, stage.keeper()).body();
    return JsonMapper.shared().readTree(body).get("items").valueStream().toList();
  }

  private void drop(String month, long statement) {
    try {
      stage
          .database()
          .sql("SELECT drop_pruned('short', ?::timestamptz, ?)")
          .param(month)
          .param(statement)
          .query(Long.class)
          .single();
    } catch (DataAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private long kept() {
    return stage.count("SELECT count(*) FROM record WHERE retention = 'short'");
  }

  private void prune() {
    stage.bean(Pruning.class).run();
  }

  private void pruneUntilDropped() {
    eventually(() -> {
      prune();
      assertThat(stage.count("SELECT count(*) FROM pruned")).isEqualTo(1);
    });
  }

  private JsonNode posted(String path, int status, String json) {
    HttpResponse<byte[]> answer = stage.post(path, stage.keeper(), json);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private void verifies(Path folder) throws IOException {
    Path bundle = Files.write(folder.resolve("evidence.zip"), stage.bytes("/api/v1/export"));
    VerificationReport report = new Verifier(new Trust.OfBundle(), Progress.NONE).verify(bundle);
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind().severity() == Severity.FAILURE)
        .isEmpty();
    assertThat(report.holds()).isTrue();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}

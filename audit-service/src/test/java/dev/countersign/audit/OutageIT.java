package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.test.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database or the broker goes away and comes back; nobody restarts the service.
class OutageIT {
  private final AuditStage stage = AuditStage.open("outage");

  @BeforeEach
  void start() {
    stage.start(
        "countersign.evidence.acknowledge-within=5s",
        "spring.datasource.hikari.data-source-properties.socketTimeout=5");
  }

  @AfterEach
  void stop() {
    TestPostgres.shared().start();
    stage.close();
  }

  @Test
  void catchesUpAfterTheDatabaseWasDown() {
    EvidenceWriter gateway = stage.writer("gateway-0");
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(refusals()).isEqualTo(1));

    TestPostgres.shared().stop();
    for (int i = 0; i < 100; i++) {
      gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    }
    assertThat(problemOf("/api/v1/calls", 503)).contains("database-unavailable");

    TestPostgres.shared().start();
    eventually(() -> assertThat(refusals()).isEqualTo(101));
    eventually(() -> assertThat(stage.read("/api/v1/status").get("stopped")).isEmpty());
    assertThat(stage.count("SELECT count(*) FROM alarm")).isZero();
    assertThat(stage.count("SELECT count(*) FROM record"))
        .isEqualTo(stage.count("SELECT max(leaf_index) + 1 FROM record"));
  }

  @Test
  void aDatabaseThatSaysNothingIsNotWaitedForWithoutEnd() {
    EvidenceWriter gateway = stage.writer("gateway-0");
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(refusals()).isEqualTo(1));
    assertThat(stage.read("/api/v1/calls").get("items")).hasSize(1);

    TestPostgres.shared().freeze();
    try {
      gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
      assertThat(problemOf("/api/v1/calls", 503)).contains("database-unavailable");
    } finally {
      TestPostgres.shared().thaw();
    }
    eventually(() -> assertThat(refusals()).isEqualTo(2));
    assertThat(stage.count("SELECT count(*) FROM alarm")).isZero();
  }

  @Test
  void showsNothingThatCannotBePutOnTheRecord() {
    EvidenceWriter gateway = stage.writer("gateway-0");
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(refusals()).isEqualTo(1));

    stage.kafka.stop();
    for (String path :
        new String[] {
          "/api/v1/calls",
          "/api/v1/records",
          "/api/v1/records/0",
          "/api/v1/sessions",
          "/api/v1/sessions/s-1",
          "/api/v1/alarms",
          "/log/tile/entries/000.p/1",
          "/api/v1/export"
        }) {
      assertThat(problemOf(path, 503)).as(path).contains("evidence-unavailable");
    }
    byte[] broken =
        TestReceipts.of(
            stage.key("gateway-0"), "c", TestRecords.SOME, TestRecords.SOME, Instant.EPOCH);
    var redeemed = stage.post("/api/v1/receipts", stage.auditor(), broken);
    assertThat(redeemed.statusCode()).isEqualTo(503);
    assertThat(new String(redeemed.body(), StandardCharsets.UTF_8))
        .contains("evidence-unavailable")
        .doesNotContain("breach");
    for (String path :
        new String[] {"/api/v1/checkpoint", "/log/tile/0/000.p/1", "/api/v1/records/0/proof"}) {
      assertThat(stage.get(path, stage.auditor()).statusCode()).as(path).isEqualTo(200);
    }

    stage.kafka.start();
    eventually(() -> assertThat(stage.read("/api/v1/calls").get("items")).hasSize(1));
    eventually(() -> {
      gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
      assertThat(refusals()).isGreaterThan(1);
    });
    assertThat(stage.count("SELECT count(*) FROM alarm")).isZero();
  }

  private long refusals() {
    return stage.count("SELECT count(*) FROM record WHERE type = 'call.refused'");
  }

  private String problemOf(String path, int status) {
    var answer = stage.get(path, stage.auditor());
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}

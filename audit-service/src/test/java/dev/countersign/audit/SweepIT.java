package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WrittenRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Calls that nobody closed.
class SweepIT {
  private static final String[] QUICK = {
    "countersign.audit.sweep.every=200ms",
    "countersign.audit.sweep.epoch-grace=2s",
    "countersign.audit.sweep.deadline-grace=500ms"
  };

  private final AuditStage stage = AuditStage.open("sweep");

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void closesWhatAnEndedProcessLeftOpen(@TempDir Path folder) throws Exception {
    stage.start(QUICK);
    EvidenceWriter gateway = stage.writer("gateway-0");
    WrittenRecord orphan = gateway.append(TestRecords.intent("s-1", "alice", "refund"));
    WrittenRecord ended = gateway.append(TestRecords.intent("s-1", "alice", "refund"));
    gateway.append(TestRecords.outcome(ended, OutcomeStatus.COMPLETED));

    EvidenceWriter reborn = stage.rebornWriter("gateway-0");
    WrittenRecord young = reborn.append(TestRecords.intent("s-1", "alice", "refund"));

    eventually(() -> assertThat(status(orphan)).isEqualTo("unknown"));
    assertThat(status(ended)).isEqualTo("completed");
    assertThat(status(young)).isEqualTo("open");
    assertThat(outcomes()).isEqualTo(2);

    reborn.append(TestRecords.outcome(orphan, OutcomeStatus.FAILED));
    eventually(() -> assertThat(status(orphan)).isEqualTo("failed"));
    assertThat(stage.read("/api/v1/calls?status=unknown").get("items")).isEmpty();
    assertThat(stage.read("/api/v1/calls?status=failed").get("items")).hasSize(1);
    assertThat(stage.count("SELECT count(*) FROM alarm")).isZero();
    Path bundle = Files.write(folder.resolve("evidence.zip"), stage.bytes("/api/v1/export"));
    assertThat(new Verifier(new Trust.OfBundle(), Progress.NONE).verify(bundle).holds()).isTrue();
  }

  @Test
  void closesWhatOutlivedItsDeadline() {
    stage.start(QUICK);
    EvidenceWriter gateway = stage.writer("gateway-0");
    Instant soon = Clock.systemUTC().instant().plusSeconds(1);
    WrittenRecord late = gateway.append(TestRecords.intent("s-1", "alice", "refund", soon));
    eventually(() -> assertThat(status(late)).isEqualTo("unknown"));
    JsonNode call = stage.read("/api/v1/calls/" + call(late));
    JsonNode closing = call.get("records").get(1).get("record");
    assertThat(closing.get("writer").stringValue()).isEqualTo("audit-0");
    assertThat(closing.get("body").get("intent").stringValue()).isEqualTo(late.digest().toString());
    assertThat(call.get("reason").stringValue()).isEqualTo("no-outcome");
  }

  @Test
  void closesEachOnceWhateverReplicasAndRestartsDo() {
    stage.start(QUICK);
    stage.start(QUICK);
    EvidenceWriter gateway = stage.writer("gateway-0");
    for (int i = 0; i < 40; i++) {
      gateway.append(TestRecords.intent("s-1", "alice", "refund"));
    }
    stage.rebornWriter("gateway-0");
    eventually(() -> assertThat(outcomes()).isEqualTo(40));
    stage.stopReplicas();
    stage.start(QUICK);
    eventually(
        () -> assertThat(stage.read("/api/v1/status").get("openIntents").intValue()).isZero());
    stage.rebornWriter("gateway-0").append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() -> assertThat(settled()).isTrue());
    assertThat(outcomes()).isEqualTo(40);
  }

  /// Whether the sweep has had its chances after the restart: its own grace period is over.
  private boolean settled() {
    return stage.count(
            "SELECT count(*) FROM leaf AS o WHERE o.type = 'writer.opened' AND o.writer = 'audit-0'"
                + " AND o.received_at < now() - interval '4 seconds' AND o.epoch ="
                + " (SELECT max(epoch) FROM leaf WHERE writer = 'audit-0')")
        == 1;
  }

  private long outcomes() {
    return stage.count("SELECT count(*) FROM record WHERE type = 'call.outcome'");
  }

  private String status(WrittenRecord intent) {
    return stage.read("/api/v1/calls/" + call(intent)).get("status").stringValue();
  }

  private static String call(WrittenRecord intent) {
    return ((RecordBody.CallIntent) intent.record().body()).call();
  }
}

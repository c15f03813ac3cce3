package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.writer.EvidenceWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogIT {
  private static final AuditStage STAGE = AuditStage.open("audit");

  @BeforeAll
  static void start() {
    STAGE.start();
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void takesInWhatAWriterWrites() {
    EvidenceWriter gateway = STAGE.writer("gateway-0");
    gateway.append(TestRecords.intent("s-1", "alice", "get_customer"));
    eventually(() -> assertThat(STAGE.read("/api/v1/calls").get("items").size()).isEqualTo(1));
  }
}

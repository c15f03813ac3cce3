package dev.countersign.audit.search;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.TestRecords;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Searching calls by who acted, what was decided and why, how risky it was, and who approved.
class CallFiltersIT {
  private static final AuditStage STAGE = AuditStage.open("filters");
  private static final String APPROVAL = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    STAGE.start();
    EvidenceWriter gateway = STAGE.writer("gateway-0");
    gateway.append(intent("low", null));
    gateway.append(intent("medium", null));
    EvidenceWriter approvals = STAGE.writer("approval-0");
    approvals.append(decided("rita", "ruth"));
    var approved = gateway.append(intent("high", APPROVAL));
    gateway.append(TestRecords.outcome(approved, OutcomeStatus.FAILED));
    gateway.append(TestRecords.refused("s-1", "alice", "guardrail"));
    gateway.append(TestRecords.refused("s-1", "alice", "not-granted"));
    gateway.append(TestRecords.refused("s-1", "bob", "not-granted"));
    eventually(() ->
        assertThat(STAGE.count("SELECT count(*) FROM leaf WHERE type = 'call.refused'"))
            .isEqualTo(3));
    eventually(() ->
        assertThat(STAGE.count("SELECT count(*) FROM leaf WHERE type = 'approval.decided'"))
            .isEqualTo(1));
  }

  private static RecordBody.CallIntent intent(String risk, @Nullable String approval) {
    RecordBody.CallIntent plain = TestRecords.intent("s-1", "alice", "refund");
    return new RecordBody.CallIntent(
        plain.call(),
        plain.session(),
        null,
        plain.subject(),
        plain.actors(),
        plain.token(),
        plain.connection(),
        plain.function(),
        plain.protocol(),
        plain.operation(),
        plain.arguments(),
        new RecordBody.Decision("permit", TestRecords.SOME, List.of(), risk),
        approval,
        plain.masking(),
        plain.recording(),
        plain.deadline());
  }

  private static RecordBody decided(String... people) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    List<RecordBody.Review> reviews = new ArrayList<>();
    for (String person : people) {
      reviews.add(
          new RecordBody.Review(
              TestRecords.person(person), "approved", TestRecords.SOME, at, null, null, null));
    }
    return new RecordBody.ApprovalDecided(APPROVAL, "approved", reviews, at);
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "actor=support-agent, 3",
    "actor=alice, 0",
    "decision=permitted, 3",
    "decision=refused, 3",
    "decision=refused&subject=alice, 2",
    "decision=refused&status=failed, 0",
    "decision=permitted&status=refused, 0",
    "risk=low, 1",
    "risk=medium, 1",
    "risk=high, 1",
    "approver=rita, 1",
    "approver=ruth&risk=high&status=failed, 1",
    "approver=rita&decision=refused, 0",
    "approver=alice, 0",
    "reason=not-granted, 2",
    "reason=not-granted&subject=bob, 1",
    "reason=no-outcome, 0",
    "reason=%27%20OR%201%3D1%20--, 0"
  })
  void findsCallsByWhatIsAskedFor(String query, int count) {
    assertThat(STAGE.read("/api/v1/calls?" + query).get("items")).hasSize(count);
  }

  @Test
  void pagesThroughWhatAFilterFinds() {
    List<String> calls = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = STAGE.read("/api/v1/calls?actor=support-agent&limit=1" + cursor);
      page.get("items").forEach(item -> calls.add(item.get("call").stringValue()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").stringValue() : null;
    } while (cursor != null);
    assertThat(calls).hasSize(3).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decision=permit",
        "decision=Refused",
        "risk=extreme",
        "risk=",
        "actor=",
        "approver=a&approver=b",
        "reason=a%0Ab",
        "reviewer=rita"
      })
  void refusesAParameterByItsName(String query) {
    var answer = STAGE.get("/api/v1/calls?" + query, STAGE.auditor());
    assertThat(answer.statusCode()).as(query).isEqualTo(400);
  }
}

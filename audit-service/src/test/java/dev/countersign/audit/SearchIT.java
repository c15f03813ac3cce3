package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.test.TestIssuer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Searches, readers and their parameters; what the service's database role may do.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchIT {
  private static final AuditStage STAGE = AuditStage.open("search");
  private static final String APPROVAL = UUID.randomUUID().toString();

  private static EvidenceWriter gateway;
  private static String approvedCall;
  private static String openCall;
  private static String heldCall;

  @BeforeAll
  static void start() {
    STAGE.start();
    gateway = STAGE.writer("gateway-0");
    for (int i = 0; i < 5; i++) {
      end(gateway.append(TestRecords.intent("s-1", "alice", "get_customer")), "completed");
    }
    end(gateway.append(TestRecords.intent("s-1", "alice", "refund")), "failed");
    end(gateway.append(TestRecords.intent("s-2", "bob", "refund")), "aborted");
    end(gateway.append(TestRecords.intent("s-2", "bob", "refund")), "unknown");
    gateway.append(TestRecords.refused("s-1", "alice", "guardrail"));
    gateway.append(TestRecords.refused("s-3", "mallory", "not-granted"));
    openCall = call(gateway.append(TestRecords.intent("s-2", "bob", "get_customer")));
    heldCall = STAGE.writer("approval-0").append(requested()).record().body().toString();
    heldCall = heldCall.replaceFirst(".*call=([0-9a-f-]+).*", "$1");
    approvedCall = approved();
    eventually(() ->
        assertThat(STAGE.count("SELECT count(*) FROM record WHERE type = 'approval.consumed'"))
            .isEqualTo(1));
  }

  private static void end(WrittenRecord intent, String status) {
    gateway.append(TestRecords.outcome(intent, OutcomeStatus.parse(status)));
  }

  private static String call(WrittenRecord intent) {
    return ((RecordBody.CallIntent) intent.record().body()).call();
  }

  private static RecordBody requested() {
    return new RecordBody.ApprovalRequested(
        APPROVAL,
        UUID.randomUUID().toString(),
        "s-4",
        TestRecords.person("carol"),
        List.of(),
        "payments",
        "refund",
        TestRecords.SOME,
        TestRecords.SOME,
        "high",
        List.of("leads"),
        1,
        Instant.parse("2099-01-01T00:00:00Z"),
        "PT5M",
        null,
        null,
        null);
  }

  private static String approved() {
    RecordBody.CallIntent plain = TestRecords.intent("s-4", "carol", "refund");
    RecordBody.CallIntent intent =
        new RecordBody.CallIntent(
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
            plain.decision(),
            APPROVAL,
            plain.masking(),
            plain.recording(),
            plain.deadline());
    STAGE
        .writer("approval-0")
        .append(new RecordBody.ApprovalConsumed(APPROVAL, plain.call(), "gateway-0"));
    end(gateway.append(intent), "completed");
    return plain.call();
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 12",
    "?subject=alice, 7",
    "?subject=alice&status=completed, 5",
    "?session=s-2, 3",
    "?function=refund, 4",
    "?connection=payments&function=drop, 2",
    "?status=failed, 1",
    "?status=aborted, 1",
    "?status=unknown, 1",
    "?status=open, 1",
    "?status=refused, 2",
    "?status=completed, 6",
    "?subject=nobody, 0",
    "?subject=%27%20OR%201%3D1%20--, 0",
    "?from=2020-01-01T00:00:00Z, 12",
    "?to=2020-01-01T00:00:00Z, 0",
    "?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z&subject=bob, 3"
  })
  void findsCallsByWhatIsAskedFor(String query, int count) {
    assertThat(STAGE.read("/api/v1/calls" + query).get("items")).hasSize(count);
  }

  @Test
  void showsACallAsItsRecordsTellIt() {
    JsonNode failed = STAGE.read("/api/v1/calls?status=failed").get("items").get(0);
    assertThat(failed.get("decision").stringValue()).isEqualTo("permitted");
    assertThat(failed.get("subject").get("id").stringValue()).isEqualTo("alice");
    assertThat(failed.get("actors").get(0).get("id").stringValue()).isEqualTo("support-agent");
    assertThat(failed.get("holes").get("email").intValue()).isEqualTo(2);
    assertThat(failed.get("outcome").longValue()).isGreaterThan(failed.get("intent").longValue());
    JsonNode refused = STAGE.read("/api/v1/calls?subject=mallory").get("items").get(0);
    assertThat(refused.get("decision").stringValue()).isEqualTo("refused");
    assertThat(refused.get("reason").stringValue()).isEqualTo("not-granted");
    assertThat(refused.has("intent")).isFalse();
    assertThat(refused.get("refusal").isIntegralNumber()).isTrue();
  }

  @Test
  void showsOneCallWithAllItsRecordsAndItsApproval() {
    JsonNode call = STAGE.read("/api/v1/calls/" + approvedCall);
    assertThat(call.get("status").stringValue()).isEqualTo("completed");
    assertThat(call.get("approval").stringValue()).isEqualTo(APPROVAL);
    List<String> types = new ArrayList<>();
    call.get("records").forEach(item -> types.add(item.get("record").get("type").stringValue()));
    assertThat(types)
        .containsExactlyInAnyOrder(
            "approval.requested", "approval.consumed", "call.intent", "call.outcome");
    assertThat(STAGE.read("/api/v1/calls/" + openCall).get("status").stringValue())
        .isEqualTo("open");
    JsonNode held = STAGE.read("/api/v1/calls/" + heldCall);
    assertThat(held.get("status").stringValue()).isEqualTo("held");
    assertThat(held.has("decision")).isFalse();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void pagesStayWhereTheyAreWhileCallsArrive() {
    List<String> once = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = STAGE.read("/api/v1/calls?to=2098-01-01T00:00:00Z&limit=5" + cursor);
      page.get("items").forEach(item -> once.add(item.get("call").stringValue()));
      gateway.append(TestRecords.refused("s-page", "page", "not-granted"));
      cursor = page.has("next") ? "&cursor=" + page.get("next").stringValue() : null;
    } while (cursor != null);
    assertThat(new HashSet<>(once)).hasSameSizeAs(once);
    assertThat(once).contains(approvedCall, openCall);
  }

  @Test
  void countsASessionsCalls() {
    JsonNode session = STAGE.read("/api/v1/sessions/s-2");
    assertThat(session.get("subject").get("id").stringValue()).isEqualTo("bob");
    assertThat(session.get("calls").longValue()).isEqualTo(3);
    assertThat(session.get("open").longValue()).isEqualTo(1);
    assertThat(STAGE.read("/api/v1/sessions/s-1").get("refused").longValue()).isEqualTo(1);
    JsonNode all = STAGE.read("/api/v1/sessions?to=2098-01-01T00:00:00Z&limit=2&subject=alice");
    assertThat(all.get("items")).hasSize(1);
    JsonNode page = STAGE.read("/api/v1/sessions?limit=1");
    JsonNode next =
        STAGE.read("/api/v1/sessions?limit=1000&cursor=" + page.get("next").stringValue());
    assertThat(next.get("items").size()).isGreaterThanOrEqualTo(3);
    assertThat(STAGE.read("/api/v1/sessions?to=2020-01-01T00:00:00Z").get("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/calls?limit=0",
        "/api/v1/calls?limit=1001",
        "/api/v1/calls?limit=ten",
        "/api/v1/calls?cursor=-1",
        "/api/v1/calls?from=yesterday",
        "/api/v1/calls?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/api/v1/calls?status=held",
        "/api/v1/calls?subject=",
        "/api/v1/calls?subject=a&subject=b",
        "/api/v1/calls?sujbect=alice",
        "/api/v1/records?type=call",
        "/api/v1/records/x",
        "/api/v1/records/-1",
        "/api/v1/status?x=1",
        "/api/v1/sessions?from=1",
        "/api/v1/alarms?limit=a"
      })
  void refusesAParameterByItsName(String path) {
    JsonNode problem = problem(path, STAGE.auditor(), 400);
    assertThat(problem.get("type").stringValue())
        .isEqualTo("urn:countersign:problem:malformed-request");
    assertThat(problem.get("detail").stringValue()).contains("expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/calls/nothing",
        "/api/v1/calls/019ab7b6-0000-7000-8000-000000000000",
        "/api/v1/sessions/none",
        "/api/v1/records/999999999"
      })
  void answersNotFoundForTheUnknown(String path) {
    assertThat(problem(path, STAGE.auditor(), 404).get("type").stringValue())
        .isEqualTo("urn:countersign:problem:not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/calls", "/api/v1/calls/x", "/api/v1/sessions", "/api/v1/sessions/x",
        "/api/v1/records", "/api/v1/records/0", "/api/v1/checkpoint", "/api/v1/keys",
        "/api/v1/export", "/api/v1/alarms", "/api/v1/status"
      })
  void letsOnlyAuditorsRead(String path) {
    String person = TestIssuer.shared().token("alice").groups("support").sign();
    assertThat(problem(path, person, 403).get("type").stringValue())
        .isEqualTo("urn:countersign:problem:not-granted");
    assertThat(STAGE.get(path, null).statusCode()).isEqualTo(401);
    String forged = TestIssuer.shared().token("ada").groups("auditors").algorithmNone();
    assertThat(STAGE.get(path, forged).statusCode()).isEqualTo(401);
  }

  @Test
  void everyReadingIsOnTheRecord() {
    String marker = "reader-" + UUID.randomUUID();
    STAGE.read("/api/v1/calls?subject=" + marker);
    eventually(() -> {
      JsonNode reads = STAGE.read("/api/v1/records?type=evidence.read&limit=1000").get("items");
      boolean found = false;
      for (JsonNode item : reads) {
        JsonNode body = item.get("record").get("body");
        if (body.get("query").stringValue().equals("subject=" + marker)) {
          assertThat(body.get("subject").get("id").stringValue()).isEqualTo("ada");
          assertThat(body.get("operation").stringValue()).isEqualTo("GET /api/v1/calls");
          assertThat(body.get("count").intValue()).isZero();
          found = true;
        }
      }
      assertThat(found).isTrue();
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE record SET reason = 'x'",
        "UPDATE leaf SET writer = 'x'",
        "DELETE FROM leaf",
        "DELETE FROM record",
        "TRUNCATE record",
        "DROP TABLE record",
        "ALTER TABLE record DISABLE TRIGGER ALL",
        "CREATE TABLE other (id int)",
        "UPDATE tile SET root = root",
        "DELETE FROM tile",
        "UPDATE checkpoint SET note = ''",
        "DELETE FROM checkpoint",
        "DELETE FROM alarm",
        "UPDATE alarm SET detail = ''",
        "DELETE FROM session",
        "DELETE FROM settled",
        "DELETE FROM log_key",
        "UPDATE log_key SET kid = ''",
        "DELETE FROM flyway_schema_history"
      })
  void theServicesRoleMayNotChangeEvidence(String statement) {
    assertThatThrownBy(() -> STAGE.database().sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  @Test
  void describesItself() {
    HttpResponse<byte[]> answer = STAGE.get("/v3/api-docs", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode paths = JsonMapper.shared().readTree(answer.body()).get("paths");
    List<String> names = new ArrayList<>();
    paths.properties().forEach(path -> names.add(path.getKey()));
    assertThat(names)
        .contains(
            "/api/v1/calls",
            "/api/v1/calls/{call}",
            "/api/v1/sessions",
            "/api/v1/sessions/{session}",
            "/api/v1/records/{leaf}",
            "/api/v1/records",
            "/api/v1/checkpoint",
            "/api/v1/keys",
            "/api/v1/export",
            "/api/v1/alarms",
            "/api/v1/status");
  }

  @Test
  void measuresItself() {
    String metrics =
        new String(STAGE.get("/actuator/prometheus", null).body(), StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains(
            "countersign_audit_leaves",
            "countersign_audit_checkpoint_age_seconds",
            "countersign_audit_alarms_total{",
            "countersign_audit_ingest_lag",
            "countersign_audit_open_intents 1.0",
            "countersign_audit_ingested_total");
  }

  @Test
  void aServiceWithAnotherLogKeyDoesNotStart() {
    assertThatThrownBy(() ->
            STAGE.startAs(
                "audit-9",
                "countersign.evidence.state="
                    + dev.countersign.test.ServiceProperties.newStateDirectory()))
        .rootCause()
        .hasMessageContaining("log key:")
        .hasMessageContaining("log.jwk");
  }

  @Test
  void theStatusNamesWhatIsOpen() {
    eventually(() -> {
      JsonNode status = STAGE.read("/api/v1/status");
      assertThat(status.get("openIntents").intValue()).isEqualTo(1);
      assertThat(status.get("checkpointSize")).isEqualTo(status.get("size"));
      assertThat(status.get("stopped")).isEmpty();
    });
  }

  private static JsonNode problem(String path, String token, int status) {
    HttpResponse<byte[]> answer = STAGE.get(path, token);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    return JsonMapper.shared().readTree(answer.body());
  }
}

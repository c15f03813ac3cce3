package dev.countersign.approval.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.TestRequests;
import dev.countersign.evidence.record.Digest;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OutcomeIT extends ApprovalIT {
  @Autowired private JdbcClient database;
  @Autowired private Outcomes outcomes;

  private final UUID call = TestRequests.version7(Clock.systemUTC().instant());

  @Test
  void whatBecameOfAUseIsToldToEveryGatewayThroughEveryReplica() {
    UUID id = consumed();
    assertThat(binding(service, id).body().has("outcome")).isFalse();
    assertThat(report(id, outcome()).status()).isEqualTo(200);
    for (RunningService each : new RunningService[] {service, replica()}) {
      var told = binding(each, id).body();
      assertThat(told.get("outcome")).isEqualTo(outcome());
      assertThat(told.get("consumedBy").asString()).isEqualTo(call.toString());
      assertThat(told.hasNonNull("consumedAt")).isTrue();
      assertThat(told.hasNonNull("outcomeUntil")).isTrue();
    }
  }

  @Test
  void theSameToldTwiceIsKeptOnceAndAnotherIsRefused() {
    UUID id = consumed();
    assertThat(report(id, outcome()).status()).isEqualTo(200);
    assertThat(report(id, outcome()).status()).isEqualTo(200);
    refused(report(id, outcome().put("callerStatus", 500)), 409, "outcome-conflict");
    assertThat(binding(service, id).body().get("outcome")).isEqualTo(outcome());
  }

  @Test
  void onlyTheCallThatUsedItHasAnOutcome() {
    UUID id = consumed();
    refused(
        report(id, outcome().put("call", UUID.randomUUID().toString())), 409, "outcome-conflict");
    refused(report(id, outcome().put("consumer", "gateway-7")), 409, "outcome-conflict");
    UUID unused = service.ask(service.refund());
    refused(report(unused, outcome()), 409, "outcome-conflict");
    assertThat(binding(service, id).body().has("outcome")).isFalse();
  }

  @Test
  void peopleNeitherTellNorSeeIt() {
    UUID id = consumed();
    String alice = service.person("alice");
    refused(service.post("/" + id + "/outcome", alice, outcome().toString()), 403, "not-granted");
    report(id, outcome());
    assertThat(service.get("/" + id, alice).body().toString()).doesNotContain("a-receipt");
  }

  @ParameterizedTest
  @CsvSource({
    "status, running",
    "callerStatus, 99",
    "failure, Not A Name",
    "consumer, Not A Writer",
    "receipt, ''",
    "extra, 1"
  })
  void whatIsNoOutcomeIsRefused(String member, String value) {
    refused(report(consumed(), outcome().put(member, value)), 400, "malformed-request");
  }

  @Test
  void anAlteredOutcomeIsNone() {
    UUID id = consumed();
    UUID other = consumed();
    report(id, outcome());
    database
        .sql(
            "INSERT INTO outcome SELECT CAST(? AS uuid), kept_at, sealed_outcome"
                + " FROM outcome WHERE approval_id = ?")
        .params(other, id)
        .update();
    assertThat(binding(service, other).status()).isEqualTo(500);
  }

  @Test
  void itIsForgottenAfterItsTime() {
    UUID id = consumed();
    report(id, outcome());
    outcomes.forget();
    assertThat(rows(id)).isOne();
    database.sql("DELETE FROM outcome WHERE approval_id = ?").param(id).update();
    database
        .sql(
            "INSERT INTO outcome (approval_id, kept_at, sealed_outcome)"
                + " VALUES (?, now() - CAST(? AS interval), ?)")
        .params(id, Duration.ofHours(24).toString(), new byte[] {1})
        .update();
    outcomes.forget();
    assertThat(rows(id)).isZero();
  }

  private long rows(UUID id) {
    return database
        .sql("SELECT count(*) FROM outcome WHERE approval_id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  private UUID consumed() {
    UUID id = service.ask(service.refund());
    service.approve(id, service.person("bob", "leads"));
    assertThat(service.post("/" + id + "/consume", service.gateway(), service.use(call)).status())
        .isEqualTo(200);
    return id;
  }

  private Answer report(UUID id, ObjectNode outcome) {
    return service.post("/" + id + "/outcome", service.gateway(), outcome.toString());
  }

  private static Answer binding(RunningService through, UUID id) {
    return through.get("/" + id + "/binding", through.gateway());
  }

  private ObjectNode outcome() {
    String digest = Digest.ZERO.toString();
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                """
                {"call":"%s","consumer":"gateway-0","status":"completed","callerStatus":201,
                 "contentType":"application/json","headers":[{"name":"vary","value":"accept"}],
                 "digest":"%s","bytes":11,"intent":"%s","receipt":"a-receipt",
                 "at":"2026-11-20T12:00:00.123456Z","groups":"%s"}
                """
                    .formatted(call, digest, digest, digest));
  }

  private static void refused(Answer answer, int status, String problem) {
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
  }
}

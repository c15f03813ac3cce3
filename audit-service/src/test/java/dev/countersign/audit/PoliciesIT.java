package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.policy.Policies;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.test.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Policy documents on their way from a gateway to an auditor.
class PoliciesIT {
  private static final AuditStage STAGE = AuditStage.open("policies");

  @BeforeAll
  static void start() {
    STAGE.start("countersign.audit.untrusted-policies=1");
    STAGE.start("countersign.audit.untrusted-policies=1");
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void aDocumentIsKeptOnceAndShownByteForByteOnTheRecord() {
    byte[] policy = fresh();
    STAGE.publishPolicy("gateway-0", policy);
    STAGE.publishPolicy("gateway-0", policy);
    STAGE.publishPolicy("gateway-1", policy);
    String path = "/api/v1/policies/" + Digest.of(policy);
    eventually(() -> assertThat(STAGE.get(path, STAGE.auditor()).statusCode()).isEqualTo(200));
    HttpResponse<byte[]> answer = STAGE.get(path, STAGE.auditor());
    assertThat(answer.body()).isEqualTo(policy);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(kept(policy)).isEqualTo(1);
    eventually(() ->
        assertThat(
                STAGE.count(
                    "SELECT count(*) FROM record WHERE type = 'evidence.read' AND subject = 'ada'"))
            .isPositive());
  }

  @Test
  void onlyReadersAreShownIt() {
    String path = "/api/v1/policies/" + Digest.of(fresh());
    assertThat(STAGE.get(path, null).statusCode()).isEqualTo(401);
    assertThat(STAGE.get(path, STAGE.keeper()).statusCode()).isEqualTo(403);
    assertThat(STAGE.get(path, STAGE.auditor()).statusCode()).isEqualTo(404);
    assertThat(STAGE.get("/api/v1/policies/sha-256:AB", STAGE.auditor()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void otherBytesRaiseAnAlarmAndStopNothing() {
    byte[] policy = fresh();
    byte[] other = fresh();
    STAGE.trust("gateway-0");
    STAGE.publishPolicy(
        Digest.of(policy).toString(), other, TestPolicies.statement("gateway-0", STAGE, policy));
    awaitAlarm("policy-refused", Digest.of(other));
    STAGE.publishPolicy("gateway-0", policy);
    eventually(() -> assertThat(kept(policy)).isEqualTo(1));
    assertThat(kept(other)).isZero();
  }

  @Test
  void ofWhatNobodyTrustedPublishedOnlySomeIsKept() {
    byte[] first = fresh();
    byte[] second = fresh();
    byte[] third = fresh();
    publishUntrusted(first);
    eventually(() -> assertThat(kept(first)).isEqualTo(1));
    publishUntrusted(second);
    awaitAlarm("policy-refused", Digest.of(second));
    STAGE.writer("gateway-0").append(changed("connections", first));
    eventually(() -> assertThat(exported()).contains(Digest.of(first)));
    publishUntrusted(third);
    eventually(() -> assertThat(kept(third)).isEqualTo(1));
    assertThat(kept(second)).isZero();
  }

  private static void publishUntrusted(byte[] policy) {
    STAGE.publishPolicy(
        Digest.of(policy).toString(),
        policy,
        TestPolicies.statement("gateway-unknown", STAGE, policy));
  }

  @Test
  void anExportHoldsWhatItsRecordsCiteAndNothingElse() {
    byte[] cited = fresh();
    byte[] uncited = fresh();
    byte[] never = fresh();
    STAGE.publishPolicy("gateway-0", cited);
    STAGE.publishPolicy("gateway-0", uncited);
    EvidenceWriter gateway = STAGE.writer("gateway-0");
    gateway.append(changed("connections", cited));
    gateway.append(changed("connections", never));
    gateway.append(changed("something-else", uncited));
    eventually(() -> assertThat(exported()).contains(Digest.of(cited)));
    eventually(() -> assertThat(kept(uncited)).isEqualTo(1));
    assertThat(exported()).doesNotContain(Digest.of(uncited), Digest.of(never));
    assertThat(exported().stream().map(Digest::hex).toList()).isSorted();
  }

  @Test
  void aDocumentThatSomebodyChangedIsNamedAndNotShown() throws Exception {
    byte[] policy = fresh();
    STAGE.publishPolicy("gateway-0", policy);
    STAGE.writer("gateway-0").append(changed("connections", policy));
    eventually(() -> assertThat(exported()).contains(Digest.of(policy)));
    String table = STAGE.schema() + ".policy";
    String row = " WHERE digest = decode('" + Digest.of(policy).hex() + "', 'hex')";
    try (var admin = TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      statement.execute(
          "ALTER TABLE " + table + " DROP CONSTRAINT IF EXISTS policy_digest_is_of_document");
      statement.execute("UPDATE " + table + " SET document = 'anything goes'" + row);
    }
    assertThat(exported()).doesNotContain(Digest.of(policy));
    awaitAlarm("policy-altered", Digest.of(policy));
    HttpResponse<byte[]> answer =
        STAGE.get("/api/v1/policies/" + Digest.of(policy), STAGE.auditor());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("anything goes");
  }

  private static byte[] fresh() {
    return ("connections: [] # " + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
  }

  private static RecordBody changed(String kind, byte[] policy) {
    return new RecordBody.ConfigChanged(kind, Digest.of(policy), "2 connections", null);
  }

  private static List<Digest> exported() {
    long size = STAGE.bean(Checkpoints.class).newest().orElseThrow().size();
    return STAGE.bean(Policies.class).citedBefore(size);
  }

  private static long kept(byte[] policy) {
    return STAGE
        .database()
        .sql("SELECT count(*) FROM policy WHERE digest = ? AND document = ?")
        .param(Digest.of(policy).bytes())
        .param(policy)
        .query(Long.class)
        .single();
  }

  private static void awaitAlarm(String kind, Digest digest) {
    eventually(() ->
        assertThat(
                StreamSupport.stream(
                    STAGE.read("/api/v1/alarms").get("items").spliterator(), false))
            .anyMatch(alarm ->
                alarm.get("kind").stringValue().equals(kind)
                    && alarm.get("digest").stringValue().equals(digest.toString())));
  }
}

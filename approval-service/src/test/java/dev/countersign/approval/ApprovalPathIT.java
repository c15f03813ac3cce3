package dev.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// An approval from the request on Kafka to its one use.
class ApprovalPathIT extends ApprovalIT {
  @Autowired MeterRegistry meters;

  @Test
  void isAskedForApprovedAnnouncedAndUsedOnce() {
    UUID id = service.ask(service.refund());
    assertThat(service.topics().evidence(ApprovalRequested.class, id))
        .singleElement()
        .satisfies(record -> assertThat(record.useWithin()).isEqualTo("PT5M"));

    Answer approved =
        service.post(
            "/" + id + "/approve", service.person("bob", "leads"), "{\"comment\":\"fine\"}");
    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.state()).isEqualTo("approved");
    assertThat(approved.body().get("reviews").get(0).get("comment").asString()).isEqualTo("fine");
    assertThat(service.topics().evidence(ApprovalDecided.class, id))
        .singleElement()
        .satisfies(record -> {
          assertThat(record.verdict()).isEqualTo("approved");
          assertThat(record.useBy()).isEqualTo(approved.body().get("useBy").asString());
          assertThat(record.reviews().getFirst().subject().id()).isEqualTo("bob");
        });
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(service.topics().decisionsOn(id))
                .singleElement()
                .satisfies(decision -> {
                  assertThat(decision.get("state").asString()).isEqualTo("approved");
                  assertThat(decision.get("useBy")).isEqualTo(approved.body().get("useBy"));
                }));

    Answer used = service.consume(id);
    assertThat(used.status()).isEqualTo(200);
    assertThat(used.body().get("salt").asString()).isEqualTo(TestRequests.SALT);
    assertThat(service.topics().evidence(ApprovalConsumed.class, id)).hasSize(1);
    Answer again = service.consume(id);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("already-consumed");
    assertThat(service.topics().evidence(ApprovalConsumed.class, id)).hasSize(1);
  }

  @Test
  void showsThePersonWhatWillHappenAsData() {
    UUID id =
        service.ask(
            service.refund().shown("{\"note\":\"<script>alert(1)</script>\",\"amount\":1.10}"));
    Answer seen = service.get("/" + id, service.person("bob", "leads"));
    assertThat(seen.body().get("shown").get("note").asString())
        .isEqualTo("<script>alert(1)</script>");
    assertThat(seen.body().toString()).doesNotContain(TestRequests.SALT);
    assertThat(seen.body().get("subject").get("id").asString()).isEqualTo("alice");
    assertThat(seen.body().get("actors").get(0).get("id").asString()).isEqualTo("support-agent");
    assertThat(seen.state()).isEqualTo("requested");
  }

  @Test
  void takesInWhateverAGatewayMayLetThrough() {
    String deep = "[".repeat(100) + "]".repeat(100);
    String wide = "x".repeat(262_144);
    UUID id =
        service.ask(service.refund().shown("{\"deep\":%s,\"wide\":\"%s\"}".formatted(deep, wide)));
    Answer seen = service.get("/" + id, service.person("bob", "leads"));
    assertThat(seen.body().get("shown").get("wide").asString()).isEqualTo(wide);
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("approved");
  }

  @Test
  void theSameRequestTwiceIsOneApproval() {
    ApprovalRequest refund = service.refund().build();
    ApprovalRequest behind = service.refund().build();
    byte[] jws = service.sign(refund);
    String id = refund.approval().toString();
    service.topics().send(inOnePartition(id, jws));
    service.topics().send(inOnePartition(id, jws));
    service.topics().send(inOnePartition(behind.approval().toString(), service.sign(behind)));
    service.awaitKnown(behind.approval());
    assertThat(service.topics().evidence(ApprovalRequested.class, id)).hasSize(1);
  }

  private static ProducerRecord<String, byte[]> inOnePartition(String key, byte[] value) {
    return new ProducerRecord<>(RunningService.REQUESTS, 0, key, value);
  }

  @Test
  void oneDenialEndsIt() {
    UUID id = service.ask(service.refund().quorum(2));
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("requested");
    assertThat(service.deny(id, service.person("carol", "leads")).state()).isEqualTo("denied");
    assertThat(service.topics().evidence(ApprovalDecided.class, id))
        .singleElement()
        .satisfies(record -> assertThat(record.verdict()).isEqualTo("denied"));
    Answer used = service.consume(id);
    assertThat(used.status()).isEqualTo(409);
    assertThat(used.problem()).isEqualTo("not-approved");
    Answer late = service.approve(id, service.person("dave", "leads"));
    assertThat(late.problem()).isEqualTo("already-decided");
  }

  @Test
  void whoAskedMayTakeItBackAsLongAsItIsNotUsed() {
    UUID id = service.ask(service.refund());
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("approved");
    Answer other = service.post("/" + id + "/withdraw", service.person("bob", "leads"), null);
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.problem()).isEqualTo("not-the-requester");
    Answer own = service.post("/" + id + "/withdraw", service.person("alice", "support"), null);
    assertThat(own.state()).isEqualTo("withdrawn");
    assertThat(service.consume(id).problem()).isEqualTo("not-approved");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(service.topics().decisionsOn(id))
                .extracting(decision -> decision.get("state").asString())
                .containsExactly("approved", "withdrawn"));
  }

  @Test
  void countsWhatWaitsAndWhatWasDecided() {
    double denied = meters.counter("countersign.approvals.moved", "state", "denied").count();
    long decisions = meters.timer("countersign.approvals.decision.time").count();
    double pending = pending();
    UUID id = service.ask(service.refund());
    assertThat(pending()).isEqualTo(pending + 1);
    service.deny(id, service.person("bob", "leads"));
    assertThat(pending()).isEqualTo(pending);
    assertThat(meters.counter("countersign.approvals.moved", "state", "denied").count())
        .isEqualTo(denied + 1);
    assertThat(meters.timer("countersign.approvals.decision.time").count())
        .isEqualTo(decisions + 1);
  }

  private double pending() {
    return meters.get("countersign.approvals.pending").gauge().value();
  }

  @Test
  void describesItselfAndIsReady() {
    Answer description = service.fetch("/v3/api-docs");
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.body().get("paths").propertyNames())
        .contains(
            "/api/v1/approvals",
            "/api/v1/approvals/{id}",
            "/api/v1/approvals/{id}/approve",
            "/api/v1/approvals/{id}/deny",
            "/api/v1/approvals/{id}/withdraw",
            "/api/v1/approvals/{id}/consume",
            "/api/v1/approvals/{id}/binding");
    JsonNode answers =
        description.body().at("/paths/~1api~1v1~1approvals~1{id}~1consume/post/responses");
    assertThat(answers.propertyNames())
        .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "409", "410", "503");
    assertThat(answers.at("/409/description").asString()).contains("`already-consumed`");
    assertThat(answers.at("/409/content").propertyNames())
        .containsExactly("application/problem+json");
    assertThat(service.fetch("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(service.fetch("/actuator/health/liveness").status()).isEqualTo(200);
  }
}

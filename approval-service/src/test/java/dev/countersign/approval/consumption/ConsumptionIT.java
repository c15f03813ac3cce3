package dev.countersign.approval.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.AtOnce;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.TestRequests;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.test.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ConsumptionIT extends ApprovalIT {
  private static final TestIssuer ISSUER = TestIssuer.shared();

  @Test
  void ofManyAtOnceExactlyOneGetsIt() {
    UUID id = approved();
    List<Callable<Answer>> uses =
        IntStream.range(0, 8).<Callable<Answer>>mapToObj(i -> () -> service.consume(id)).toList();
    List<Answer> answers = AtOnce.all(uses);
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .extracting(Answer::problem)
        .containsOnly("already-consumed");
    assertThat(service.topics().evidence(ApprovalConsumed.class, id)).hasSize(1);
  }

  @Test
  void isRecordedWithTheCallThatUsedIt() {
    UUID id = approved();
    UUID call = UUID.randomUUID();
    service.post("/" + id + "/consume", service.gateway(), service.use(call));
    assertThat(service.topics().evidence(ApprovalConsumed.class, id))
        .containsExactly(new ApprovalConsumed(id.toString(), call.toString(), "gateway-0"));
    Answer seen = service.get("/" + id, service.person("alice"));
    assertThat(seen.state()).isEqualTo("consumed");
    assertThat(seen.body().hasNonNull("consumedAt")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arguments", "policy", "subject", "issuer", "connection", "function"})
  void anotherCallThanTheApprovedOneDoesNotGetIt(String member) {
    UUID id = approved();
    ObjectNode use = use();
    boolean isDigest = member.equals("arguments") || member.equals("policy");
    use.put(member, isDigest ? Digest.ZERO.toString() : "another");
    refused(consume(id, service.gateway(), use), 409, "approval-mismatch");
    assertThat(consume(id, service.gateway(), use()).status()).isEqualTo(200);
  }

  @Test
  void otherActorsDoNotGetIt() {
    UUID id = approved();
    ObjectNode use = use();
    use.putArray("actors").addObject().put("id", "bot").put("issuer", ISSUER.issuer());
    refused(consume(id, service.gateway(), use), 409, "approval-mismatch");
    use.putArray("actors");
    refused(consume(id, service.gateway(), use), 409, "approval-mismatch");
    use.putArray("actors").addObject().put("id", "support-agent").put("issuer", ISSUER.issuer());
    assertThat(consume(id, service.gateway(), use).status()).isEqualTo(200);
  }

  @Test
  void nobodyButAGatewayGetsItOrItsSalt() {
    UUID id = approved();
    String delegated =
        ISSUER.token("gateway-0").scope("countersign.consume").actor("somebody").sign();
    for (String token :
        List.of(service.person("alice"), service.person("bob", "leads"), delegated)) {
      refused(consume(id, token, use()), 403, "not-granted");
      refused(service.get("/" + id + "/binding", token), 403, "not-granted");
    }
    assertThat(service.consume(id).status()).isEqualTo(200);
  }

  @Test
  void tellsGatewaysWhatIsBound() {
    UUID id = service.ask(service.refund());
    Answer before = service.get("/" + id + "/binding", service.gateway());
    assertThat(before.state()).isEqualTo("requested");
    assertThat(before.body().has("useBy")).isFalse();
    service.approve(id, service.person("bob", "leads"));
    Answer binding = service.get("/" + id + "/binding", service.gateway());
    assertThat(binding.state()).isEqualTo("approved");
    assertThat(binding.body().propertyNames())
        .containsExactlyInAnyOrder(
            "approval",
            "state",
            "salt",
            "arguments",
            "policy",
            "subject",
            "issuer",
            "actors",
            "connection",
            "function",
            "masking",
            "decideBy",
            "useBy",
            "brokenGlass");
    assertThat(binding.body().get("salt").asString()).isEqualTo(TestRequests.SALT);
  }

  @Test
  void whatIsNotApprovedIsNotGivenAway() {
    refused(service.consume(service.ask(service.refund())), 409, "not-approved");
    refused(service.consume(UUID.randomUUID()), 404, "not-found");
  }

  @Test
  void theSecondClockCountsWithoutAnySweep() {
    UUID id = service.ask(service.refund().useWithin(Duration.ofMillis(1)));
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("approved");
    Awaitility.await().untilAsserted(() -> refused(service.consume(id), 410, "approval-expired"));
    assertThat(service.topics().evidence(ApprovalConsumed.class, id)).isEmpty();
  }

  @Test
  void anIncompleteUseIsRefused() {
    UUID id = approved();
    for (String member : List.of("call", "arguments", "policy", "consumer")) {
      ObjectNode use = use();
      use.remove(member);
      refused(consume(id, service.gateway(), use), 400, "malformed-request");
    }
    ObjectNode ofNobody = use();
    ofNobody.remove("subject");
    refused(consume(id, service.gateway(), ofNobody), 409, "approval-mismatch");
    refused(
        consume(id, service.gateway(), use().put("consumer", "Not A Writer")),
        400,
        "malformed-request");
    refused(consume(id, service.gateway(), use().put("extra", 1)), 400, "malformed-request");
    assertThat(service.consume(id).status()).isEqualTo(200);
  }

  @Test
  void takingBackAndUsingAtOnceLeaveOneWinner() {
    UUID id = approved();
    String alice = service.person("alice");
    List<Answer> answers =
        AtOnce.all(
            List.of(
                () -> service.consume(id),
                () -> service.post("/" + id + "/withdraw", alice, null)));
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
  }

  private UUID approved() {
    UUID id = service.ask(service.refund());
    assertThat(service.approve(id, service.person("bob", "leads")).state()).isEqualTo("approved");
    return id;
  }

  private ObjectNode use() {
    return (ObjectNode) JsonMapper.shared().readTree(service.use(UUID.randomUUID()));
  }

  private Answer consume(UUID id, String token, ObjectNode use) {
    return service.post("/" + id + "/consume", token, use.toString());
  }

  private static void refused(Answer answer, int status, String problem) {
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
  }
}

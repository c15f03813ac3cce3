package dev.countersign.approval.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.AtOnce;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.test.TestIssuer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewIT extends ApprovalIT {
  private static final TestIssuer ISSUER = TestIssuer.shared();

  @Test
  void whoAskedDoesNotDecide() {
    UUID id = service.ask(service.refund());
    refused(service.approve(id, service.person("alice", "leads")), 403, "own-request");
    refused(service.deny(id, service.person("alice", "leads")), 403, "own-request");
    undecided(id);
  }

  @Test
  void whoActsInTheCallDoesNotDecide() {
    UUID id = service.ask(service.refund());
    refused(service.approve(id, service.person("support-agent", "leads")), 403, "own-request");
    undecided(id);
  }

  @Test
  void anAgentDoesNotDecideOnAPersonsBehalf() {
    UUID id = service.ask(service.refund());
    String delegated = ISSUER.token("bob").groups("leads").actor("helpful-agent").sign();
    refused(service.approve(id, delegated), 403, "not-a-reviewer");
    String machine = ISSUER.token("job").groups("leads").claim("client_id", "job").sign();
    refused(service.approve(id, machine), 403, "not-a-reviewer");
    undecided(id);
  }

  @Test
  void aGatewayDoesNotDecide() {
    UUID id = service.ask(service.refund());
    refused(service.approve(id, service.gateway()), 404, "not-found");
    undecided(id);
  }

  @Test
  void anAuditorLooksAndDoesNotDecide() {
    UUID id = service.ask(service.refund());
    String auditor = service.person("vera", "auditors");
    assertThat(service.get("/" + id, auditor).status()).isEqualTo(200);
    refused(service.approve(id, auditor), 403, "not-a-reviewer");
    undecided(id);
  }

  @Test
  void forOthersItDoesNotExist() {
    UUID id = service.ask(service.refund());
    String stranger = service.person("mallory", "support");
    Answer hidden = service.get("/" + id, stranger);
    refused(hidden, 404, "not-found");
    Answer missing = service.get("/01900000-0000-7000-8000-000000000000", stranger);
    assertThat(withoutPath(missing)).isEqualTo(withoutPath(hidden));
    refused(service.approve(id, stranger), 404, "not-found");
    refused(service.post("/" + id + "/withdraw", stranger, null), 404, "not-found");
    undecided(id);
  }

  @Test
  void aPersonInTwoOfTheGroupsCountsOnce() {
    UUID id = service.ask(service.refund().from("leads", "owners").quorum(2));
    String both = service.person("bob", "leads", "owners");
    assertThat(service.approve(id, both).state()).isEqualTo("requested");
    refused(service.approve(id, both), 409, "already-reviewed");
    undecided(id);
    assertThat(service.approve(id, service.person("carol", "owners")).state())
        .isEqualTo("approved");
  }

  @Test
  void approvingTwiceDoesNotExtendAnything() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    Answer first = service.approve(id, bob);
    refused(service.approve(id, bob), 409, "already-reviewed");
    refused(service.approve(id, service.person("carol", "leads")), 409, "already-decided");
    assertThat(service.get("/" + id, bob).body().get("useBy")).isEqualTo(first.body().get("useBy"));
  }

  @Test
  void noReviewIsLostWhenAllComeAtOnce() {
    int people = 8;
    UUID id = service.ask(service.refund().quorum(people));
    List<Callable<Answer>> reviews =
        IntStream.range(0, people)
            .mapToObj(i -> service.person("lead-" + i, "leads"))
            .<Callable<Answer>>map(token -> () -> service.approve(id, token))
            .toList();
    assertThat(AtOnce.all(reviews)).allMatch(answer -> answer.status() == 200);
    Answer after = service.get("/" + id, service.person("alice"));
    assertThat(after.state()).isEqualTo("approved");
    assertThat(after.body().get("reviews")).hasSize(people);
    assertThat(service.topics().evidence(ApprovalDecided.class, id))
        .singleElement()
        .satisfies(record -> assertThat(record.reviews()).hasSize(people));
  }

  @Test
  void thePersonWhoClicksTwiceReviewsOnce() {
    UUID id = service.ask(service.refund().quorum(2));
    String bob = service.person("bob", "leads");
    List<Callable<Answer>> clicks =
        IntStream.range(0, 4)
            .<Callable<Answer>>mapToObj(i -> () -> service.approve(id, bob))
            .toList();
    assertThat(AtOnce.all(clicks)).extracting(Answer::status).containsOnlyOnce(200);
    undecided(id);
    assertThat(service.get("/" + id, bob).body().get("reviews")).hasSize(1);
  }

  @Test
  void approvalAndDenialAtOnceLeaveOneDecision() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    String carol = service.person("carol", "leads");
    List<Answer> answers =
        AtOnce.all(List.of(() -> service.approve(id, bob), () -> service.deny(id, carol)));
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    assertThat(service.topics().evidence(ApprovalDecided.class, id)).hasSize(1);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    String path = "/" + id + "/approve";
    refused(service.post("/no-uuid/approve", bob, null), 400, "malformed-request");
    refused(service.post(path, bob, "{"), 400, "malformed-request");
    refused(service.post(path, bob, "{\"commment\":\"x\"}"), 400, "malformed-request");
    String tooLong = "{\"comment\":\"%s\"}".formatted("x".repeat(1001));
    refused(service.post(path, bob, tooLong), 400, "malformed-request");
    undecided(id);
  }

  private void undecided(UUID id) {
    assertThat(service.get("/" + id, service.person("alice")).state()).isEqualTo("requested");
  }

  private static void refused(Answer answer, int status, String problem) {
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static String withoutPath(Answer answer) {
    return answer.status() + answer.problem() + answer.body().get("detail");
  }
}

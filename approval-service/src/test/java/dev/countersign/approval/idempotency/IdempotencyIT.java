package dev.countersign.approval.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.AtOnce;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class IdempotencyIT extends ApprovalIT {
  private static final String COMMENT = "{\"comment\":\"fine\"}";

  @Test
  void givesTheSameAnswerToTheSameRequest() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    String key = UUID.randomUUID().toString();
    Answer first = service.post("/" + id + "/approve", bob, COMMENT, key);
    assertThat(first.state()).isEqualTo("approved");
    assertThat(service.consume(id).status()).isEqualTo(200);
    Answer again =
        service.post("/" + id + "/approve", service.person("bob", "leads"), COMMENT, key);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(service.topics().evidence(ApprovalDecided.class, id)).hasSize(1);
  }

  @Test
  void keepsRefusalsToo() {
    UUID id = service.ask(service.refund());
    String key = UUID.randomUUID().toString();
    String alice = service.person("alice", "leads");
    for (int i = 0; i < 2; i++) {
      Answer answer = service.post("/" + id + "/approve", alice, COMMENT, key);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem()).isEqualTo("own-request");
    }
  }

  @Test
  void refusesAnotherRequestUnderTheSameKey() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    String key = UUID.randomUUID().toString();
    service.post("/" + id + "/comment", bob, COMMENT, key);
    for (String body : List.of("{\"comment\":\"bad\"}", "{ \"comment\":\"fine\"}")) {
      Answer other = service.post("/" + id + "/comment", bob, body, key);
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }
    assertThat(service.post("/" + id + "/deny", bob, COMMENT, key).status()).isEqualTo(422);
    assertThat(service.post("/" + id + "/deny", bob, COMMENT, "no key").status()).isEqualTo(400);
  }

  @Test
  void aKeyBelongsToWhoUsedIt() {
    UUID id = service.ask(service.refund().quorum(2));
    String key = UUID.randomUUID().toString();
    service.post("/" + id + "/approve", service.person("bob", "leads"), COMMENT, key);
    Answer carol =
        service.post("/" + id + "/approve", service.person("carol", "leads"), COMMENT, key);
    assertThat(carol.state()).isEqualTo("approved");
  }

  @Test
  void doesItOnceWhenAskedManyTimesAtOnce() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    String key = UUID.randomUUID().toString();
    Callable<Answer> one = () -> service.post("/" + id + "/comment", bob, COMMENT, key);
    List<Answer> answers = AtOnce.all(Collections.nCopies(8, one));
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
    Answer seen = service.get("/" + id, bob);
    assertThat(seen.body().path("acts").size()).isEqualTo(1);
  }
}

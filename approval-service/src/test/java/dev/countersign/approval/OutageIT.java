package dev.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.outbox.Outbox;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.test.TestKafka;
import dev.countersign.test.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The broker or the database goes away and comes back.
@TestPropertySource(properties = "spring.datasource.hikari.data-source-properties.socketTimeout=5")
class OutageIT extends ApprovalIT {

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transactions;
  @Autowired EvidenceWriter evidence;

  @Test
  void withoutBrokerNothingIsDecidedOrUsedAndDecisionsWait() {
    UUID undecided = service.ask(service.refund());
    UUID approved = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    service.approve(approved, bob);
    String key = UUID.randomUUID().toString();
    TestKafka.shared().kill();
    try {
      unavailable(service.approve(undecided, bob));
      unavailable(service.consume(approved));
      assertThat(service.get("/" + undecided, bob).state()).isEqualTo("requested");
      assertThat(service.get("/" + approved, bob).state()).isEqualTo("approved");
      post(key);
    } finally {
      TestKafka.shared().start();
    }
    Awaitility.await().until(evidence::isOpen);
    assertThat(service.approve(undecided, bob).state()).isEqualTo("approved");
    assertThat(service.consume(approved).status()).isEqualTo(200);
    Awaitility.await().until(() -> isAnnounced(key));
  }

  @Test
  void sendsWhatAnEarlierLifeLeftBehind() throws SQLException {
    String key = UUID.randomUUID().toString();
    try (Connection connection = TestPostgres.shared().superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO approval.outbox (topic, message_key, message_type, value, posted_at)
          VALUES ('%s', '%s', 'test', '\\x41', now())
          """
              .formatted(RunningService.DECISIONS, key));
    }
    Awaitility.await().until(() -> isAnnounced(key));
  }

  @Test
  void aPostThatIsRolledBackIsNeverSent() {
    String kept = UUID.randomUUID().toString();
    String dropped = UUID.randomUUID().toString();
    transactions.executeWithoutResult(transaction -> {
      outbox.post(RunningService.DECISIONS, dropped, "test", bytes());
      transaction.setRollbackOnly();
    });
    post(kept);
    Awaitility.await().until(() -> isAnnounced(kept));
    assertThat(isAnnounced(dropped)).isFalse();
  }

  @Test
  void withoutDatabaseItSaysSoAndCatchesUpByItself() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    ApprovalRequest meanwhile = service.refund().build();
    TestPostgres.shared().stop();
    try {
      Answer answer = service.approve(id, bob);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("database-unavailable");
      service
          .topics()
          .send(RunningService.REQUESTS, meanwhile.approval().toString(), service.sign(meanwhile));
    } finally {
      TestPostgres.shared().start();
    }
    service.awaitKnown(meanwhile.approval());
    assertThat(service.approve(id, bob).state()).isEqualTo("approved");
  }

  @Test
  void aDatabaseThatSaysNothingIsNotWaitedForWithoutEnd() {
    UUID id = service.ask(service.refund());
    String bob = service.person("bob", "leads");
    TestPostgres.shared().freeze();
    try {
      Answer answer = service.approve(id, bob);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("database-unavailable");
    } finally {
      TestPostgres.shared().thaw();
    }
    Awaitility.await().until(() -> service.get("/" + id, bob).status() == 200);
    assertThat(service.approve(id, bob).state()).isEqualTo("approved");
  }

  private static void unavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("evidence-unavailable");
  }

  private void post(String key) {
    transactions.executeWithoutResult(
        transaction -> outbox.post(RunningService.DECISIONS, key, "test", bytes()));
  }

  private boolean isAnnounced(String key) {
    List<String> keys =
        service.topics().read(RunningService.DECISIONS).stream()
            .map(message -> message.key())
            .toList();
    return keys.contains(key);
  }

  private static byte[] bytes() {
    return "A".getBytes(StandardCharsets.UTF_8);
  }
}

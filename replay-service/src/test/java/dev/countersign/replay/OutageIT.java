package dev.countersign.replay;

import static dev.countersign.replay.TestFrames.newCall;
import static dev.countersign.replay.TestFrames.newSession;
import static dev.countersign.replay.TestFrames.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.replay.ReplayClient.Answer;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import dev.countersign.test.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What happens while Kafka or PostgreSQL is away, and after.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class OutageIT {
  private static final TestKafka KAFKA = TestKafka.create();
  private static final TestBroker BROKER = new TestBroker(KAFKA.bootstrapServers());
  private static final TestHolds HOLDS = TestHolds.start();

  @LocalServerPort private int port;

  private final String session = newSession();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "replay");
    registry.add("spring.kafka.bootstrap-servers", KAFKA::bootstrapServers);
    registry.add("spring.datasource.hikari.connection-timeout", () -> "1000");
    registry.add("countersign.evidence.acknowledge-within", () -> "2s");
    registry.add("countersign.messages.retry-every", () -> "200ms");
    registry.add("countersign.erasure.audit-url", HOLDS::url);
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
    HOLDS.close();
  }

  @Test
  void whileARecordOfTheReadCannotBeWrittenNothingIsShown() {
    BROKER.send(request(newCall(), session).text("{\"n\":1}"));
    awaitFrames();
    KAFKA.stop();
    try {
      Answer answer = get();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.type()).isEqualTo("urn:countersign:problem:evidence-unavailable");
      assertThat(answer.body().has("items")).isFalse();
    } finally {
      KAFKA.start();
    }
    awaitFrames();
  }

  @Test
  void whileTheRecordOfItCannotBeWrittenNothingIsErased() {
    BROKER.send(request(newCall(), session).text("{\"n\":1}"));
    awaitFrames();
    String kim = TestIssuer.shared().token("kim").groups("evidence-keepers").sign();
    KAFKA.stop();
    try {
      Answer answer =
          new ReplayClient(port, kim)
              .post("/api/v1/erasures", Map.of("session", session, "reason", "r"));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.type()).isEqualTo("urn:countersign:problem:evidence-unavailable");
    } finally {
      KAFKA.start();
    }
    awaitFrames();
    assertThat(get().items()).noneMatch(frame -> frame.has("erasedAt"));
  }

  @Test
  void framesThatComeWhileTheDatabaseIsAwayAreStoredWhenItIsBack() {
    TestPostgres.shared().stop();
    try {
      BROKER.send(request(newCall(), session).text("{\"n\":1}"));
      await()
          .untilAsserted(() ->
              assertThat(get().type()).isEqualTo("urn:countersign:problem:database-unavailable"));
      assertThat(get().status()).isEqualTo(503);
    } finally {
      TestPostgres.shared().start();
    }
    awaitFrames();
  }

  private Answer get() {
    return ReplayClient.auditor(port).get("/api/v1/sessions/" + session + "/frames");
  }

  private void awaitFrames() {
    await().until(() -> get().status() == 200);
    assertThat(get().items()).hasSize(1);
  }
}

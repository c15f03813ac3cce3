package dev.countersign.replay;

import static dev.countersign.replay.TestFrames.newCall;
import static dev.countersign.replay.TestFrames.newSession;
import static dev.countersign.replay.TestFrames.request;
import static dev.countersign.replay.TestFrames.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestKafka;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Messages that cannot be taken: each stops its own partition of a broker of this test's own.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class PoisonIT {
  private static final TestKafka KAFKA = TestKafka.create();
  private static final TestBroker BROKER = new TestBroker(KAFKA.bootstrapServers());

  @LocalServerPort private int port;
  @Autowired private MeterRegistry meters;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "replay");
    registry.add("spring.kafka.bootstrap-servers", KAFKA::bootstrapServers);
    registry.add("countersign.messages.retry-every", () -> "100ms");
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
  }

  @Test
  void aFrameThatSaysSomethingElseUnderTheSameKeyStopsItsPartition() {
    String session = sessionOf(0);
    UUID call = newCall();
    BROKER.send(
        request(call, session).text("{\"n\":1}"),
        request(call, session).text("{\"n\":2}"),
        response(call, session, 0, true).text("[]"));

    awaitStopped(0);

    assertThat(texts(session)).containsExactly("{\"n\":1}");
  }

  @Test
  void aFrameThatMovesACallToAnotherSubjectStopsItsPartition() {
    String session = sessionOf(1);
    UUID call = newCall();
    BROKER.send(
        request(call, session).text("{\"n\":1}"),
        response(call, session, 0, true).text("[]").header("cs_subject", "mallory"));

    awaitStopped(1);

    assertThat(texts(session)).containsExactly("{\"n\":1}");
  }

  @Test
  void aMessageThatIsNoFrameStopsItsPartitionAndNoOther() {
    String stopped = sessionOf(2);
    BROKER.send(
        request(newCall(), stopped).text("before"),
        request(newCall(), stopped).text("garbled").header("cs_index", "first"),
        request(newCall(), stopped).text("after"));

    awaitStopped(2);

    assertThat(texts(stopped)).containsExactly("before");
  }

  /// A new session whose frames go to the given partition.
  private static String sessionOf(int partition) {
    while (true) {
      String session = newSession();
      byte[] key = session.getBytes(StandardCharsets.UTF_8);
      if (Utils.toPositive(Utils.murmur2(key)) % 3 == partition) {
        return session;
      }
    }
  }

  /// Waits until the partition is known to stand still and was tried more than once.
  private void awaitStopped(int partition) {
    await()
        .untilAsserted(() ->
            assertThat(
                    meters.find("countersign.messages.stopped").gauges().stream()
                        .filter(gauge -> isOf(gauge, partition))
                        .mapToDouble(Gauge::value)
                        .sum())
                .isGreaterThan(2));
  }

  private static boolean isOf(Gauge gauge, int partition) {
    return Integer.toString(partition).equals(gauge.getId().getTag("partition"));
  }

  private List<String> texts(String session) {
    return ReplayClient.auditor(port).all("/api/v1/sessions/" + session + "/frames", 10).stream()
        .map(frame -> frame.path("text").asString())
        .toList();
  }
}

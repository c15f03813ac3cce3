package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.RunningService;
import dev.countersign.approval.TestRequests;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestKafka;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Requests that do not hold, each on a partition of its own: the partition stands still with an
/// alarm, nothing is taken in, and nothing behind is passed over. Has a broker of its own, because
/// its partitions never move again.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class PoisonIT {
  private static final TestKafka KAFKA = TestKafka.create();
  private static final SigningKey STRANGER = SigningKey.generate(new SecureRandom());

  @Autowired TrustDirectory trust;
  @Autowired ApprovalRows rows;
  @Autowired MeterRegistry meters;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "approval");
    registry.add("spring.kafka.bootstrap-servers", KAFKA::bootstrapServers);
    registry.add("countersign.messages.retry-every", () -> "100ms");
  }

  @Test
  void stopsItsPartitionAndIsNeverSkipped() {
    try (RunningService service = new RunningService(port, KAFKA, trust)) {
      ApprovalRequest known = service.refund().build();
      send(service, 2, known.approval(), service.sign(known));
      service.awaitKnown(known.approval());

      ApprovalRequest forged = service.refund().build();
      send(service, 0, forged.approval(), service.sign(forged, STRANGER));
      trust.publish("audit-0", STRANGER.verification());
      ApprovalRequest usurped = service.refund().gateway("audit-0").build();
      send(service, 1, usurped.approval(), service.sign(usurped, STRANGER));
      TestRequests changed = service.refund().approval(known.approval()).quorum(3);
      send(service, 2, known.approval(), service.sign(changed.build()));

      ApprovalRequest behind = service.refund().build();
      send(service, 0, behind.approval(), service.sign(behind));
      Awaitility.await()
          .untilAsserted(() -> {
            for (int partition = 0; partition < 3; partition++) {
              assertThat(attempts(partition)).as("partition " + partition).isGreaterThan(2);
            }
          });
      assertThat(rows.findById(forged.approval())).isEmpty();
      assertThat(rows.findById(usurped.approval())).isEmpty();
      assertThat(rows.findById(behind.approval())).isEmpty();
      assertThat(
              service
                  .get("/" + known.approval(), service.person("alice"))
                  .body()
                  .get("quorum")
                  .asInt())
          .isEqualTo(1);
    }
  }

  private double attempts(int partition) {
    Gauge gauge =
        meters
            .find("countersign.messages.stopped")
            .tag("topic", RunningService.REQUESTS)
            .tag("partition", Integer.toString(partition))
            .gauge();
    return gauge == null ? 0 : gauge.value();
  }

  private static void send(RunningService service, int partition, UUID key, byte[] value) {
    service
        .topics()
        .send(new ProducerRecord<>(RunningService.REQUESTS, partition, key.toString(), value));
  }
}

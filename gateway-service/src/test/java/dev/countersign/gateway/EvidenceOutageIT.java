package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.test.TestKafka;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EvidenceOutageIT {

  @Test
  void forwardsNothingWithoutEvidenceAndGoesOnByItselfAfterwards() {
    TestKafka kafka = TestKafka.create();
    Map<String, Object> impatient =
        Map.of(
            "countersign.evidence.acknowledge-within", "2s",
            "countersign.messages.deliver-within", "2s");
    try (RunningGateway gateway = RunningGateway.start(kafka, "gateway-9", impatient)) {
      assertThat(gateway.get("/payments/customers/c1").statusCode()).isEqualTo(200);
      int before = gateway.upstream.count();

      kafka.kill();
      assertProblem(gateway.get("/payments/customers/c1"), 503, "evidence-unavailable");
      // Of ten, as others use the machine too; waiting for the broker would cost each two
      // seconds.
      assertThat(Stream.generate(() -> timeOfRefusal(gateway)).limit(10))
          .anyMatch(took -> took.compareTo(Duration.ofSeconds(2)) < 0);
      assertProblem(
          RunningGateway.send(gateway.as("bad", "/payments/x")), 503, "evidence-unavailable");
      assertProblem(
          gateway.post("/payments/refunds", "{\"amount\":5000}"), 503, "evidence-unavailable");
      assertThat(gateway.upstream.count()).isEqualTo(before);
      assertThat(health(gateway, "readiness")).isEqualTo(503);
      assertThat(health(gateway, "liveness")).isEqualTo(200);

      kafka.start();
      Awaitility.await().until(() -> gateway.bean(EvidenceWriter.class).isOpen());
      Awaitility.await().until(() -> gateway.get("/payments/customers/c1").statusCode() == 200);
    } finally {
      kafka.kill();
    }
  }

  private static Duration timeOfRefusal(RunningGateway gateway) {
    long began = System.nanoTime();
    assertProblem(gateway.get("/payments/customers/c1"), 503, "evidence-unavailable");
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void startsWithoutABrokerAndBeginsToWorkWhenThereIsOne() {
    TestKafka kafka = TestKafka.create();
    kafka.kill();
    try (RunningGateway gateway = RunningGateway.start(kafka, "gateway-6", Map.of(), false)) {
      assertProblem(gateway.get("/payments/customers/c1"), 503, "evidence-unavailable");
      assertThat(gateway.upstream.count()).isZero();
      kafka.start();
      gateway.awaitOpen();
      assertThat(gateway.get("/payments/customers/c1").statusCode()).isEqualTo(200);
    } finally {
      kafka.kill();
    }
  }

  @Test
  void breaksAnAnswerOffWhoseOutcomeCannotBeWritten() {
    TestKafka kafka = TestKafka.create();
    Map<String, Object> impatient =
        Map.of(
            "countersign.evidence.acknowledge-within", "2s",
            "countersign.messages.deliver-within", "2s");
    try (RunningGateway gateway = RunningGateway.start(kafka, "gateway-8", impatient)) {
      gateway.upstream.on(
          "/odd/small",
          exchange -> {
            kafka.kill();
            RecordingUpstream.json(200, "{\"done\":true}").answer(exchange);
          });
      HttpResponse<String> small = gateway.get("/payments/odd/small");
      assertProblem(small, 503, "evidence-unavailable");
      assertThat(small.body()).doesNotContain("done");

      kafka.start();
      gateway.awaitOpen();
      gateway.upstream.on(
          "/odd/large",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            for (int i = 0; i < 20; i++) {
              exchange
                  .getResponseBody()
                  .write(
                      ("\"" + "x".repeat(20_000) + "\",")
                          .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            exchange.getResponseBody().flush();
            kafka.kill();
            exchange
                .getResponseBody()
                .write("\"the end\"]".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          });
      String large =
          gateway.raw(
              "GET /payments/odd/large HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                  .formatted(RunningGateway.alice()));
      assertThat(large).startsWith("HTTP/1.1 200");
      assertThat(large).doesNotContain("the end").doesNotEndWith("0\r\n\r\n");
    } finally {
      kafka.kill();
    }
  }

  private static int health(RunningGateway gateway, String probe) {
    return RunningGateway.send(
            HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/actuator/health/%s"
                        .formatted(gateway.managementPort(), probe))))
        .statusCode();
  }
}

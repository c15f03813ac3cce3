package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.test.Patience;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StreamedAnswerIT {
  private static final String PATH = "/odd/stream";

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void masksAnAddressThatIsSplitOverChunks() {
    byte[] body =
        "{\"email\":\"ann.bell@example.com\",\"note\":\"call bob@example.org or pay 4111 1111 1111 1111\"}"
            .getBytes(StandardCharsets.UTF_8);
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          for (byte b : body) {
            exchange.getResponseBody().write(b);
            exchange.getResponseBody().flush();
          }
        });
    HttpResponse<String> response = gateway.get("/payments/odd/stream");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).doesNotContain("ann.bell", "bob@", "4111");
  }

  @Test
  void giveASmallAnswerALengthAndALargeOneItsFrames() {
    StringBuilder large = new StringBuilder("[");
    for (int i = 0; i < 6000; i++) {
      large
          .append("{\"n\":")
          .append(i)
          .append(",\"email\":\"u")
          .append(i)
          .append("@example.com\"},");
    }
    gateway.upstream.on(PATH, RecordingUpstream.json(200, large.append("0]").toString()));
    HttpResponse<String> response = gateway.get("/payments/odd/stream");
    assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    assertThat(response.body()).doesNotContain("@example.com").endsWith(",0]");

    String call = RunningGateway.callOf(response);
    CallOutcome outcome = gateway.evidence.outcomeOf(call);
    byte[] received = response.body().getBytes(StandardCharsets.UTF_8);
    assertThat(outcome.response())
        .isNotNull()
        .returns(Digest.of(received), Response::masked)
        .returns((long) received.length, Response::bytes);
    List<ConsumerRecord<String, byte[]>> frames = gateway.evidence.frames(call, "response");
    assertThat(frames).hasSizeGreaterThan(3);
    assertThat(joined(frames)).isEqualTo(received);
    assertThat(frames).allMatch(frame -> frame.value().length <= 64 * 1024);
    assertThat(EvidenceTopic.header(frames.getLast(), "cs_last")).isEqualTo("true");
    assertThat(outcome.holes()).isNotNull().containsEntry("email", 6000);
  }

  private static byte[] joined(List<ConsumerRecord<String, byte[]>> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.forEach(frame -> all.writeBytes(frame.value()));
    return all.toByteArray();
  }

  @Test
  void passesEventsOnAsTheyComeAndHoldsOnlyTheEndBack() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          var out = exchange.getResponseBody();
          out.write("data: {\"to\":\"ann@example.com\"}\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          Patience.passed(heard);
          out.write("data: heard\n\n".getBytes(StandardCharsets.UTF_8));
        });
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(Patience.MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /payments/odd/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                  .formatted(RunningGateway.alice())
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answer.append(line).append('\n');
        if (line.startsWith("data: {")) {
          heard.countDown();
        }
      }
    }
    assertThat(answer.toString()).contains("data: heard").doesNotContain("ann@");
    String call =
        answer
            .toString()
            .lines()
            .filter(l -> l.startsWith("Countersign-Call: "))
            .findFirst()
            .orElseThrow()
            .substring(18);
    assertThat(
            new String(joined(gateway.evidence.frames(call, "response")), StandardCharsets.UTF_8))
        .contains("data: heard")
        .doesNotContain("ann@");
  }
}

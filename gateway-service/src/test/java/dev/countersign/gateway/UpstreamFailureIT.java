package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.gateway.RecordingUpstream.Behaviour;
import dev.countersign.test.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamFailureIT {
  private static final String PATH = "/odd/answer";

  private final RunningGateway gateway = RunningGateway.shared();

  static List<Arguments> unusableAnswers() {
    return List.of(
        arguments("HTML", RecordingUpstream.typed(200, "text/html", utf8("<p>a@b.example</p>"))),
        arguments("binary", RecordingUpstream.typed(200, "application/octet-stream", new byte[9])),
        arguments(
            "another charset",
            RecordingUpstream.typed(200, "application/json; charset=latin1", utf8("{}"))),
        arguments("no type", untyped(utf8("{}"))),
        arguments("encoded", encoded()),
        arguments("malformed", RecordingUpstream.json(200, "{\"a\":")),
        arguments("two documents", RecordingUpstream.json(200, "{}{}")),
        arguments(
            "duplicate keys",
            RecordingUpstream.json(200, "{\"a\":\"x\",\"a\":\"ann@example.com\"}")),
        arguments(
            "not UTF-8",
            RecordingUpstream.typed(200, "application/json", new byte[] {'"', (byte) 0xff, '"'})));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Behaviour untyped(byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static Behaviour encoded() {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write(utf8("{}"));
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableAnswers")
  void blocksAnAnswerThatCannotBeMasked(String what, Behaviour answer) {
    gateway.upstream.on(PATH, answer);
    HttpResponse<String> response = gateway.get("/payments/odd/answer");
    assertProblem(response, 502, "upstream-garbled");
    assertThat(response.body()).doesNotContain("ann@", "a@b");
    CallOutcome outcome = gateway.evidence.outcomeOf(RunningGateway.callOf(response));
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
    assertThat(outcome.failure()).isEqualTo("upstream-garbled");
    assertThat(outcome.upstreamStatus()).isEqualTo(200);
    assertThat(outcome.callerStatus()).isEqualTo(502);
  }

  @Test
  void breaksTheConnectionWhenAStreamTurnsBadAfterItBegan() {
    String good = "\"" + "x".repeat(1000) + "\",";
    gateway.upstream.on(PATH, RecordingUpstream.json(200, "[" + good.repeat(200) + "oops"));
    String answer = raw("GET /payments/odd/answer");
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer).doesNotEndWith("0\r\n\r\n").doesNotContain("oops");
    CallOutcome outcome = gateway.evidence.outcomeOf(header(answer, "Countersign-Call"));
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.ABORTED);
    assertThat(outcome.failure()).isEqualTo("upstream-garbled");
  }

  @Test
  void saysWhenNobodyListens() {
    HttpResponse<String> response = gateway.get("/nobody-listens/anything");
    assertProblem(response, 502, "upstream-failed");
    assertThat(gateway.evidence.outcomeOf(RunningGateway.callOf(response)).status())
        .isEqualTo(OutcomeStatus.FAILED);
  }

  @Test
  void saysWhenTheUpstreamTakesTooLong() throws InterruptedException {
    CountDownLatch tested = new CountDownLatch(1);
    gateway.upstream.on(PATH, exchange -> Patience.passed(tested));
    HttpResponse<String> response = gateway.get("/impatient/odd/answer");
    tested.countDown();
    assertProblem(response, 504, "upstream-timeout");
    assertThat(gateway.evidence.outcomeOf(RunningGateway.callOf(response)).failure())
        .isEqualTo("upstream-timeout");
  }

  @Test
  void countsTheWholeTimeOfAnUpstreamThatDrips() {
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          drip(exchange.getResponseBody());
        });
    HttpResponse<String> response = gateway.get("/impatient/odd/answer");
    assertProblem(response, 504, "upstream-timeout");
  }

  private static void drip(OutputStream out) throws IOException {
    for (int i = 0; i < 200; i++) {
      out.write(' ');
      out.flush();
      pause(100);
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void saysWhenTheUpstreamHangsUp() {
    gateway.upstream.on(PATH, exchange -> exchange.close());
    assertProblem(gateway.get("/payments/odd/answer"), 502, "upstream-failed");
  }

  @Test
  void saysWhenTheAnswerIsShorterThanAnnounced() {
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(utf8("{\"a\":1}"));
          exchange.getResponseBody().flush();
          throw new IOException("hangs up");
        });
    assertProblem(gateway.get("/payments/odd/answer"), 502, "upstream-failed");
  }

  @Test
  void breaksOffAnAnswerBeyondTheConnectionsLimit() {
    byte[] chunk = ("\"" + "x".repeat(65_000) + "\",\n").getBytes(StandardCharsets.UTF_8);
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('[');
          for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write(chunk);
          }
        });
    String answer = raw("GET /payments/odd/answer");
    assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
    assertThat(answer.length()).isLessThan(9 * 1024 * 1024);
    assertThat(gateway.evidence.outcomeOf(header(answer, "Countersign-Call")).status())
        .isEqualTo(OutcomeStatus.ABORTED);
  }

  static List<Arguments> honestAnswers() {
    return List.of(
        arguments(404, "{\"error\":\"no such customer\"}"),
        arguments(500, "{\"error\":\"boom\"}"),
        arguments(401, "{\"error\":\"your credential\"}"),
        arguments(302, "{}"));
  }

  @ParameterizedTest
  @MethodSource("honestAnswers")
  void passesTheUpstreamsOwnErrorsOnMasked(int status, String body) {
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=inner");
          exchange.getResponseHeaders().set("Location", "https://inner.example/secret");
          exchange.getResponseHeaders().set("Set-Cookie", "a=b");
          exchange.getResponseHeaders().set("ETag", "\"x\"");
          exchange.getResponseHeaders().set("X-Internal", "ann@example.com");
          exchange.getResponseHeaders().set("Cache-Control", "no-cache");
          RecordingUpstream.json(status, body).answer(exchange);
        });
    int before = gateway.upstream.count();
    HttpResponse<String> response = gateway.get("/payments/odd/answer");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
    assertThat(response.headers().map().keySet())
        .doesNotContain("www-authenticate", "location", "set-cookie", "etag", "x-internal")
        .contains("cache-control", "countersign-receipt", "countersign-session");
    assertThat(gateway.evidence.outcomeOf(RunningGateway.callOf(response)).status())
        .isEqualTo(OutcomeStatus.COMPLETED);
  }

  @Test
  void passesNothingOnInTheContentType() {
    gateway.upstream.on(
        PATH,
        RecordingUpstream.typed(
            200, "Application/JSON; Charset=UTF-8; owner=ann@example.com", utf8("{}")));
    HttpResponse<String> response = gateway.get("/payments/odd/answer");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=utf-8");
  }

  @Test
  void passesAnEmptyAnswerOn() {
    gateway.upstream.on(PATH, exchange -> exchange.sendResponseHeaders(204, -1));
    HttpResponse<String> response = gateway.get("/payments/odd/answer");
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    CallOutcome outcome = gateway.evidence.outcomeOf(RunningGateway.callOf(response));
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.COMPLETED);
    assertThat(outcome.response()).isNotNull().extracting("bytes").isEqualTo(0L);
  }

  @Test
  void neverSendsACallTwiceWhateverBecomesOfIt() {
    gateway.upstream.on(PATH, exchange -> exchange.close());
    int before = gateway.upstream.count();
    gateway.get("/payments/odd/answer");
    assertThat(gateway.upstream.count()).isEqualTo(before + 1);
  }

  @Test
  void recordsACallWhoseCallerWentAway() throws Exception {
    byte[] chunk = ("\"" + "x".repeat(65_000) + "\",\n").getBytes(StandardCharsets.UTF_8);
    CountDownLatch closed = new CountDownLatch(1);
    gateway.upstream.on(
        PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          try {
            exchange.getResponseBody().write('[');
            for (int i = 0; i < 100; i++) {
              exchange.getResponseBody().write(chunk);
              exchange.getResponseBody().flush();
              pause(10);
            }
          } catch (IOException e) {
            closed.countDown();
            throw e;
          }
        });
    String begun = readAndLeave("GET /payments/odd/answer");
    CallOutcome outcome = gateway.evidence.outcomeOf(header(begun, "Countersign-Call"));
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.ABORTED);
    assertThat(outcome.failure()).isEqualTo("caller-gone");
    Patience.passed(closed);
  }

  private String readAndLeave(String requestLine) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setReceiveBufferSize(4096);
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(utf8(head(requestLine)));
      return new String(socket.getInputStream().readNBytes(2000), StandardCharsets.ISO_8859_1);
    }
  }

  private String raw(String requestLine) {
    return gateway.raw(head(requestLine));
  }

  private static String head(String requestLine) {
    return "%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
        .formatted(requestLine, RunningGateway.alice());
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }
}

package dev.countersign.gateway.policy.authzen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.Secret;
import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.Question;
import dev.countersign.gateway.policy.Risk;
import dev.countersign.gateway.policy.authzen.SecondOpinion.Opinion;
import dev.countersign.test.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asks a real HTTP server.
class AuthZenClientTest {
  private static final Duration SOON = Duration.ofMillis(700);

  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "{\"decision\":true}";
  private volatile boolean stalls;
  private volatile boolean trickles;
  private volatile String question = "";
  private volatile String authorization = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/access/v1/evaluation",
        exchange -> {
          question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          authorization = exchange.getRequestHeaders().getFirst("Authorization");
          byte[] bytes = answer.getBytes(UTF_8);
          if (stalls) {
            awaitTheEnd();
          }
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, bytes.length);
          if (trickles) {
            exchange.getResponseBody().write(bytes, 0, 1);
            exchange.getResponseBody().flush();
            awaitTheEnd();
          }
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private URI url() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/access/v1/evaluation");
  }

  private static Opinion ask(URI url) {
    return ask(url, Patience.WHERE_NOTHING_IS_SAID);
  }

  private static Opinion ask(URI url, Duration timeout) {
    AuthZenSettings settings = new AuthZenSettings(url, new Secret("s3cret"), timeout, 2);
    Operation operation =
        new Operation(
            "payments",
            "refund",
            Protocol.HTTP,
            "POST /refunds",
            Arguments.parse("{\"iban\":\"hidden-argument\"}".getBytes(UTF_8), JsonLimits.DEFAULT));
    Caller caller =
        new Caller(
            new Subject("alice", "https://issuer.test", Set.of("support"), PrincipalKind.PERSON),
            List.of(new Actor("bot", "https://issuer.test", PrincipalKind.AGENT)),
            "sha-256:" + "0".repeat(64),
            null);
    DecisionFacts facts =
        new DecisionFacts("sha-256:" + "1".repeat(64), List.of("grant:support"), Risk.HIGH);
    return new AuthZenClient(url, settings)
        .ask(Question.of(operation, caller, Instant.EPOCH), facts);
  }

  @Test
  void saysWhoCallsWhatAndNoArgument() {
    assertThat(ask(url())).isEqualTo(new Opinion.Agrees("authzen:permit"));
    assertThat(question)
        .contains("\"id\":\"alice\"", "\"type\":\"user\"", "\"name\":\"refund\"")
        .contains("\"id\":\"payments\"", "\"id\":\"bot\"", "\"risk\":\"high\"")
        .doesNotContain("hidden-argument");
    assertThat(authorization).isEqualTo("Bearer s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"decision\":false} | authzen:deny",
        "200 | {\"decision\":false,\"context\":{\"reason\":\"no\"}} | authzen:deny",
        "200 | {\"decision\":\"true\"} | authzen:!odd-answer",
        "200 | {\"decision\":1} | authzen:!odd-answer",
        "200 | {\"Decision\":true} | authzen:!odd-answer",
        "200 | {\"decision\":true,\"decision\":false} | authzen:!odd-answer",
        "200 | {\"decision\":true} trailing | authzen:!odd-answer",
        "200 | [true] | authzen:!odd-answer",
        "200 | true | authzen:!odd-answer",
        "200 | {} | authzen:!odd-answer",
        "200 | <html> | authzen:!odd-answer",
        "201 | {\"decision\":true} | authzen:!status-201",
        "302 | {\"decision\":true} | authzen:!status-302",
        "401 | {\"decision\":true} | authzen:!status-401",
        "500 | {\"decision\":true} | authzen:!status-500"
      })
  void anythingButAPlainYesIsANo(int code, String body, String citation) {
    status = code;
    answer = body;
    assertThat(ask(url())).isEqualTo(new Opinion.Objects(citation));
  }

  @Test
  void anAnswerThatIsTooLongIsANo() {
    answer = "{\"decision\":true,\"context\":{\"x\":\"" + "y".repeat(70_000) + "\"}}";
    assertThat(ask(url())).isEqualTo(new Opinion.Objects("authzen:!unreachable"));
  }

  @Test
  void anAnswerThatTricklesIsANoInTime() {
    trickles = true;
    assertThat(ask(url(), SOON)).isEqualTo(new Opinion.Objects("authzen:!timeout"));
  }

  @Test
  void anAnswerThatDoesNotBeginIsANoInTime() {
    stalls = true;
    assertThat(ask(url(), SOON)).isEqualTo(new Opinion.Objects("authzen:!timeout"));
  }

  @Test
  void nobodyThereIsANo() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(ask(URI.create("http://127.0.0.1:" + port + "/access/v1/evaluation")))
        .isEqualTo(new Opinion.Objects("authzen:!unreachable"));
  }
}

package dev.countersign.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People are told outside, through servers that are real as far as the wire goes.
class NotificationIT extends ApprovalIT {
  private static final String SECRET = "a-secret-of-at-least-32-characters";
  private static final List<Delivery> DELIVERIES = new CopyOnWriteArrayList<>();
  private static final HttpServer SERVER = serve();
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static volatile boolean broken;
  private static volatile boolean endless;

  static {
    MAIL.start();
  }

  /// What a webhook got.
  private record Delivery(
      String path, String id, long timestamp, String signature, byte[] bytes, JsonNode body) {}

  @DynamicPropertySource
  static void channels(DynamicPropertyRegistry registry) {
    String prefix = "countersign.approval.notification.";
    String url = "http://127.0.0.1:" + SERVER.getAddress().getPort();
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    registry.add(prefix + "poll-every", () -> "50ms");
    registry.add(prefix + "overdue-every", () -> "100ms");
    registry.add(prefix + "back-off", () -> "10ms");
    registry.add(prefix + "attempts", () -> "3");
    registry.add(prefix + "page", () -> "https://approvals.example/");
    registry.add(prefix + "channels[0].name", () -> "hook");
    registry.add(prefix + "channels[0].kind", () -> "webhook");
    registry.add(prefix + "channels[0].url", () -> url + "/hook");
    registry.add(prefix + "channels[0].secret", () -> SECRET);
    registry.add(prefix + "channels[0].on", () -> "requested,decided,revoked,glass,overdue");
    registry.add(prefix + "channels[1].name", () -> "chat");
    registry.add(prefix + "channels[1].kind", () -> "slack");
    registry.add(prefix + "channels[1].url", () -> url + "/chat");
    registry.add(prefix + "channels[1].groups", () -> "chatters");
    registry.add(prefix + "channels[2].name", () -> "letters");
    registry.add(prefix + "channels[2].kind", () -> "email");
    registry.add(prefix + "channels[2].sender", () -> "countersign@example.com");
    registry.add(prefix + "channels[2].recipients", () -> "leads@example.com");
    registry.add(prefix + "channels[2].on", () -> "glass");
  }

  @AfterAll
  static void stop() {
    SERVER.stop(0);
    MAIL.stop();
  }

  @Test
  void tellsASignedWebhookWithoutAnyOfTheArguments() {
    UUID id = service.ask(service.refund());
    Delivery asked = delivery("/hook", id, "requested");
    assertThat(WebhookSignature.of(SECRET, asked.timestamp(), asked.bytes()))
        .isEqualTo(asked.signature());
    assertThat(asked.body().path("delivery").asString()).isEqualTo(asked.id());
    assertThat(asked.body().path("requester").asString()).isEqualTo("alice");
    assertThat(asked.body().path("actor").asString()).isEqualTo("support-agent");
    assertThat(asked.body().path("link").asString()).isEqualTo("https://approvals.example/" + id);
    assertThat(asked.body().toString()).doesNotContain("5000", "1234");
    service.approve(id, service.person("bob", "leads"));
    assertThat(delivery("/hook", id, "decided").body().path("state").asString())
        .isEqualTo("approved");
  }

  @Test
  void tellsAChatInPlainTextAndOnlyWhatConcernsItsGroups() {
    UUID other = service.ask(service.refund());
    UUID id = service.ask(service.refund().from("chatters"));
    Awaitility.await().until(() -> DELIVERIES.stream().anyMatch(of -> says(of, "/chat", id)));
    Delivery told =
        DELIVERIES.stream().filter(of -> says(of, "/chat", id)).findFirst().orElseThrow();
    assertThat(told.body().at("/blocks/0/text/type").asString()).isEqualTo("plain_text");
    delivery("/hook", other, "requested");
    assertThat(DELIVERIES).noneMatch(of -> says(of, "/chat", other));
  }

  private static boolean says(Delivery delivery, String path, UUID id) {
    return delivery.path().equals(path) && delivery.body().toString().contains(id.toString());
  }

  @Test
  void writesALetterWhenTheGlassIsBrokenAndRemindsOfTheReview() throws Exception {
    ApprovalTerms glass =
        new ApprovalTerms(
            null, null, null, null, null, null, null, null, new Glass(List.of("security"), 0));
    UUID id = service.ask(service.refund().terms(glass).justification("fire"));
    delivery("/hook", id, "glass");
    delivery("/hook", id, "overdue");
    Awaitility.await().until(() -> letter(id) != null);
    MimeMessage letter = Objects.requireNonNull(letter(id));
    assertThat(letter.getSubject())
        .isEqualTo("[Countersign] support-agent for alice broke the glass for payments/refund");
    assertThat(letter.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("leads@example.com");
  }

  private static @Nullable MimeMessage letter(UUID id) {
    return Arrays.stream(MAIL.getReceivedMessages())
        .filter(letter -> GreenMailUtil.getBody(letter).contains(id.toString()))
        .findFirst()
        .orElse(null);
  }

  @Test
  void givesUpAfterSomeAttemptsAndTriesAgainWhenAnOperatorSaysSo() {
    String operator = service.person("otto", "operators");
    assertThat(service.fetchAs("/api/v1/notifications", service.person("bob", "leads")).status())
        .isEqualTo(403);
    broken = true;
    UUID id;
    String notification;
    try {
      id = service.ask(service.refund());
      Awaitility.await().until(() -> dead(operator).stream().anyMatch(of -> isOf(of, id)));
      JsonNode dead = dead(operator).stream().filter(of -> isOf(of, id)).findFirst().orElseThrow();
      assertThat(dead.path("attempts").asInt()).isEqualTo(3);
      assertThat(dead.path("failure").asString()).isEqualTo("answered 500");
      notification = dead.path("id").asString();
    } finally {
      broken = false;
    }
    Answer retried = service.postTo("/api/v1/notifications/" + notification + "/retry", operator);
    assertThat(retried.status()).isEqualTo(200);
    delivery("/hook", id, "requested");
    Awaitility.await().until(() -> dead(operator).stream().noneMatch(of -> isOf(of, id)));
  }

  @Test
  void aChannelThatDoesNotEndItsAnswerHoldsNobodyUp() {
    endless = true;
    try {
      delivery("/hook", service.ask(service.refund()), "requested");
      delivery("/hook", service.ask(service.refund()), "requested");
    } finally {
      endless = false;
    }
  }

  private List<JsonNode> dead(String operator) {
    return service
        .fetchAs("/api/v1/notifications?state=dead", operator)
        .body()
        .path("items")
        .valueStream()
        .toList();
  }

  private static boolean isOf(JsonNode notification, UUID id) {
    return notification.path("approval").asString().equals(id.toString());
  }

  private static Delivery delivery(String path, UUID id, String occasion) {
    Awaitility.await()
        .until(() -> DELIVERIES.stream().anyMatch(of -> isOn(of, path, id, occasion)));
    return DELIVERIES.stream().filter(of -> isOn(of, path, id, occasion)).findFirst().orElseThrow();
  }

  private static boolean isOn(Delivery delivery, String path, UUID id, String occasion) {
    return delivery.path().equals(path)
        && delivery.body().path("approval").asString().equals(id.toString())
        && delivery.body().path("occasion").asString().equals(occasion);
  }

  private static HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", NotificationIT::receive);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      if (broken) {
        exchange.sendResponseHeaders(500, -1);
        return;
      }
      var headers = exchange.getRequestHeaders();
      String timestamp = headers.getFirst("Countersign-Timestamp");
      DELIVERIES.add(
          new Delivery(
              exchange.getRequestURI().getPath(),
              String.valueOf(headers.getFirst("Countersign-Delivery")),
              timestamp == null ? 0 : Long.parseLong(timestamp),
              String.valueOf(headers.getFirst("Countersign-Signature")),
              bytes,
              JsonMapper.shared().readTree(new String(bytes, StandardCharsets.UTF_8))));
      if (endless) {
        drip(exchange);
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (endless) {
      exchange.getResponseBody().write('.');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}

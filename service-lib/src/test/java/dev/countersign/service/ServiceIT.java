package dev.countersign.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.evidence.SignedStatements;
import dev.countersign.service.evidence.UntrustedStatementException;
import dev.countersign.service.messaging.MessageSender;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.config.import=classpath:countersign-defaults.yaml")
class ServiceIT {
  private static final TestIssuer ISSUER = TestIssuer.shared();

  @Autowired ConfigurableBeanFactory beans;
  @Autowired EvidenceSettings evidence;
  @Autowired SignedStatements statements;
  @Autowired TrustDirectory trust;
  @Autowired MessageSender messages;
  @Autowired SampleService.Listener listener;
  @Autowired MeterRegistry meters;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.withoutDatabase("sample", ServiceProperties.newStateDirectory())
        .forEach((name, value) -> registry.add(name, () -> value));
  }

  @Test
  void beginsToWriteWhenItsKeyIsPublished() {
    assertThat(beans.getDependenciesForBean("evidenceWriter")).contains("trustDirectory");
  }

  @Test
  void knowsWhoCallsAndForWhom() throws Exception {
    String token = ISSUER.token("alice").groups("support").actor("planner").actor("bot").sign();
    HttpResponse<String> answer = get("/api/v1/me", token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("alice").containsSubsequence("bot", "planner");
  }

  record Claim(String writer) {}

  static java.util.stream.Stream<String> badTokens() {
    return java.util.stream.Stream.of(
        ISSUER.token("alice").algorithmNone(),
        ISSUER.token("alice").hmacWithPublicKey(),
        ISSUER.token("alice").unknownKey(),
        ISSUER.token("alice").audience("other").sign(),
        ISSUER.token("alice").issuer("https://elsewhere.example").sign(),
        ISSUER.token("alice").expiresIn(Duration.ofMinutes(-5)).sign(),
        ISSUER.token("").sign(),
        ISSUER.token("alice").claim("act", "bot").sign(),
        ISSUER.token("alice").claim("groups", Map.of()).sign(),
        "rubbish",
        "a.b.c");
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void refusesABadTokenWithAProblem(String token) throws Exception {
    HttpResponse<String> answer = get("/api/v1/me", token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer")
        .contains("invalid_token");
    assertThat(answer.body()).contains("urn:countersign:problem:invalid-token");
  }

  @Test
  void asksForATokenWhereThereIsNone() throws Exception {
    HttpResponse<String> answer = get("/api/v1/me", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.body()).contains("urn:countersign:problem:unauthenticated");
  }

  @Test
  void answersProblemsWithoutSecrets() throws Exception {
    String token = ISSUER.token("alice").sign();
    assertThat(get("/api/v1/things/1", token).body()).contains("urn:countersign:problem:not-found");
    assertThat(get("/api/v1/things/x", token).body())
        .contains("urn:countersign:problem:malformed-request");
    assertThat(get("/api/v1/none", token).statusCode()).isEqualTo(404);
    HttpResponse<String> broken = get("/api/v1/things/500", token);
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).contains("problem:internal").doesNotContain("secret");
  }

  @Test
  void openPathsAreHealthMetricsAndNothingElse() throws Exception {
    Awaitility.await().until(() -> get("/actuator/health/readiness", null).statusCode() == 200);
    assertThat(get("/actuator/prometheus", null).statusCode()).isEqualTo(200);
    assertThat(get("/actuator/env", null).statusCode()).isIn(401, 403, 404);
    assertThat(get("/other", null).statusCode()).isEqualTo(401);
  }

  @Test
  void keepsItsKeyToItself() throws Exception {
    var key = evidence.state().resolve("keys/sample-0.jwk");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(trust.writers()).contains("sample-0");
    assertThat(Files.readString(evidence.trust().resolve("sample-0.jwks.json")))
        .doesNotContain("\"d\"");
  }

  @Test
  void believesAStatementOnlyWithItsAuthorsSignature() {
    Claim claim = new Claim("sample-0");
    byte[] statement = statements.sign("countersign-test+jws", claim);
    assertThat(statements.verify(statement, "countersign-test+jws", Claim.class, Claim::writer))
        .isEqualTo(claim);
    byte[] forged = statements.sign("countersign-test+jws", new Claim("other-0"));
    Assertions.assertThatThrownBy(() ->
            statements.verify(
                forged, "countersign-test+jws", Map.class, map -> (String) map.get("writer")))
        .isInstanceOf(UntrustedStatementException.class);
  }

  @Test
  void aMessageThatCannotBeHandledStopsItsPartitionAndIsHandledLater() throws Exception {
    listener.broken.set(true);
    send("one");
    Awaitility.await().until(() -> stoppedAttempts() >= 2);
    send("two");
    listener.broken.set(false);
    Awaitility.await()
        .untilAsserted(() -> assertThat(listener.handled).containsExactly("one", "two"));
    Awaitility.await().until(() -> stoppedAttempts() == 0);
  }

  @Test
  void withoutABrokerNothingThatNeedsEvidenceIsDoneAndItHealsByItself() throws Exception {
    String token = ISSUER.token("alice").sign();
    Awaitility.await().until(() -> get("/api/v1/recorded", token).statusCode() == 200);
    TestKafka.shared().kill();
    HttpResponse<String> answer = get("/api/v1/recorded", token);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("urn:countersign:problem:evidence-unavailable");
    TestKafka.shared().start();
    Awaitility.await().until(() -> get("/api/v1/recorded", token).statusCode() == 200);
  }

  private double stoppedAttempts() {
    return meters.find("countersign.messages.stopped").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  private void send(String text) throws Exception {
    messages
        .send(
            "countersign.recordings",
            "one-key",
            "test",
            "text/plain",
            text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Map.of())
        .get(10, TimeUnit.SECONDS);
  }

  private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}

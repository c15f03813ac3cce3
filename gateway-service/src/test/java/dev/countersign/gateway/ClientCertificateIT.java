package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static dev.countersign.gateway.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.countersign.evidence.record.Authentication;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.gateway.TestPki.Party;
import dev.countersign.test.Patience;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tokens that are bound to a certificate, over connections that the gateway itself ends.
class ClientCertificateIT {
  private static final String ADDRESS = "127.0.0.1";
  private static final String PATH = "/payments/customers/c-1";
  private static final TestPki PKI = new TestPki("authority");
  private static final Party OWN = PKI.client("own");
  private static final Party OTHER = PKI.client("other");
  private static final Party STRANGER = new TestPki("another authority").client("own");

  @SuppressWarnings("NullAway.Init")
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    Path state = ServiceProperties.newStateDirectory();
    Files.createDirectories(state);
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.ssl.key-store", PKI.keyStore(state, PKI.server(ADDRESS)));
    settings.put("server.ssl.key-store-password", TestPki.PASSWORD);
    settings.put("server.ssl.trust-store", PKI.trustStore(state));
    settings.put("server.ssl.trust-store-password", TestPki.PASSWORD);
    settings.put("server.ssl.client-auth", "want");
    settings.put("management.server.ssl.enabled", "false");
    settings.put("countersign.gateway.approvals.look-for-caller-every", "200ms");
    gateway = RunningGateway.start(TestKafka.shared(), "gateway-tls", settings);
  }

  @AfterAll
  static void end() {
    gateway.close();
  }

  private static String boundTo(Party party) {
    return TestIssuer.shared()
        .token("alice")
        .groups("support")
        .claim("cnf", Map.of("x5t#S256", party.thumbprint()))
        .sign();
  }

  private static HttpResponse<String> get(@Nullable Party shown, String token, String... headers)
      throws IOException {
    HttpRequest.Builder request = request(token, PATH).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(shown, request);
  }

  private static HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(URI.create("https://" + ADDRESS + ":" + gateway.port() + path))
        .timeout(Patience.WHERE_NOTHING_IS_SAID)
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(@Nullable Party shown, HttpRequest.Builder request)
      throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(PKI.context(shown))
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoeverProvesTheCertificateMayUseTheTokenAndItIsOnTheRecord() throws IOException {
    HttpResponse<String> response = get(OWN, boundTo(OWN));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    CallIntent intent = gateway.evidence.intentOf(RunningGateway.callOf(response));
    assertThat(intent.authentication())
        .extracting(Authentication::cnf)
        .isEqualTo("x5t#S256:" + OWN.thumbprint());
  }

  @Test
  void anotherCertificateOrNoneIsRefusedAndToldWhy() throws IOException {
    int before = gateway.upstream.count();
    for (Party shown : new @Nullable Party[] {OTHER, null}) {
      HttpResponse<String> response = get(shown, boundTo(OWN));
      assertProblem(response, 401, "invalid-token");
      assertThat(response.headers().allValues("WWW-Authenticate"))
          .containsExactly("Bearer realm=\"countersign\", error=\"invalid_token\"");
    }
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void aTokenThatWasGoodOverOneConnectionIsNotOverAnother() throws IOException {
    String token = boundTo(OWN);
    assertThat(get(OWN, token).statusCode()).isEqualTo(200);
    assertProblem(get(OTHER, token), 401, "invalid-token");
    assertProblem(get(null, token), 401, "invalid-token");
    assertThat(get(OWN, token).statusCode()).isEqualTo(200);
  }

  @Test
  void aCertificateInAFieldProvesNothing() throws Exception {
    String pem =
        "-----BEGIN CERTIFICATE-----%0A"
            + java.util.Base64.getEncoder()
                .encodeToString(OWN.certificate().getEncoded())
                .replace("+", "%2B")
            + "%0A-----END CERTIFICATE-----";
    String rfc9440 =
        ":" + java.util.Base64.getEncoder().encodeToString(OWN.certificate().getEncoded()) + ":";
    for (String value : new String[] {pem, rfc9440}) {
      assertProblem(
          get(OTHER, boundTo(OWN), "Client-Cert", value, "X-SSL-Cert", value),
          401,
          "invalid-token");
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsNoneThatCounts() {
    assertThatIOException().isThrownBy(() -> get(STRANGER, boundTo(STRANGER)));
  }

  @Test
  void aTokenThatIsBoundToNothingNeedsNoCertificate() throws IOException {
    assertThat(get(null, RunningGateway.alice()).statusCode()).isEqualTo(200);
    assertThat(get(OTHER, RunningGateway.alice()).statusCode()).isEqualTo(200);
  }

  @Test
  void aCallIsHeldOverSuchAConnectionAsOverAnyOther() throws Exception {
    Set<String> known = gateway.approvals.known();
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> refund(77_001));
    String approval = gateway.approvals.nextRequest(known);
    // Long enough that it was looked for the caller several times.
    Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> !held.isDone());
    assertThat(gateway.approvals.stateOf(approval)).isEqualTo("requested");
    gateway.approvals.move(approval, "approved");
    HttpResponse<String> response = Patience.result(held);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).path("ok").asBoolean()).isTrue();
  }

  private static HttpResponse<String> refund(int amount) {
    try {
      return send(
          OWN,
          request(boundTo(OWN), "/payments/refunds")
              .header("Content-Type", "application/json")
              .header("Prefer", "wait=60")
              .POST(BodyPublishers.ofString("{\"amount\":%d}".formatted(amount))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.countersign.gateway;

import static dev.countersign.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.RecordBody.CallRefused;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestToken;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedCallerIT {
  private final RunningGateway gateway = RunningGateway.shared();

  static List<Arguments> badTokens() {
    return List.of(
        Arguments.of("expired", alice().expiresIn(Duration.ofMinutes(-10)).sign()),
        Arguments.of("for another audience", alice().audience("somebody-else").sign()),
        Arguments.of("of an unknown issuer", alice().issuer("https://evil.example").sign()),
        Arguments.of("without signature", alice().algorithmNone()),
        Arguments.of("HMAC with the public key", alice().hmacWithPublicKey()),
        Arguments.of("signed by an unknown key", alice().unknownKey()),
        Arguments.of("no JWT", "abc"),
        Arguments.of("a truncated JWT", alice().sign().substring(0, 200)),
        Arguments.of("too long", "a".repeat(12_000)));
  }

  private static TestToken alice() {
    return TestIssuer.shared().token("alice").groups("support");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void refusesATokenThatDoesNotHold(String what, String token) {
    int before = gateway.upstream.count();
    HttpResponse<String> response =
        RunningGateway.send(gateway.as(token, "/payments/customers/c1").GET());
    assertProblem(response, 401, "invalid-token");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"countersign\", error=\"invalid_token\"");
    CallRefused refusal = gateway.evidence.refusalOf(RunningGateway.callOf(response));
    assertThat(refusal.reason()).isEqualTo("invalid-token");
    assertThat(refusal.subject()).isNull();
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void refusesACallWithoutTokenAndSaysWhatIsNeeded() {
    HttpResponse<String> response =
        RunningGateway.send(
            HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/payments/customers/c1?access_token=%s"
                        .formatted(gateway.port(), alice().sign()))));
    assertProblem(response, 401, "unauthenticated");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"countersign\"");
    assertThat(gateway.evidence.refusalOf(RunningGateway.callOf(response)).reason())
        .isEqualTo("unauthenticated");
  }

  @Test
  void refusesAnotherScheme() {
    HttpResponse<String> response =
        RunningGateway.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d/payments/x".formatted(gateway.port())))
                .header("Authorization", "Basic YWxpY2U6cGFzcw=="));
    assertProblem(response, 401, "unauthenticated");
  }

  @Test
  void refusesTwoCredentials() {
    HttpResponse<String> response =
        RunningGateway.send(
            gateway.asAlice("/payments/customers/c1").header("Authorization", "Bearer other"));
    assertProblem(response, 400, "malformed-request");
  }

  @Test
  void cannotTellWhatExistsFromWhatIsNotGranted() {
    String eve = TestIssuer.shared().token("eve").sign();
    int before = gateway.upstream.count();
    List<HttpRequest.Builder> requests =
        List.of(
            gateway.as(eve, "/payments/customers/c1"),
            gateway.as(eve, "/payments/no-such-function"),
            gateway.as(eve, "/no-such-connection/customers/c1"),
            gateway.as(eve, "/payments/secret").POST(BodyPublishers.ofString("{not json")),
            gateway
                .as(eve, "/payments/refunds")
                .POST(BodyPublishers.ofByteArray(new byte[100_000])),
            gateway.asAlice("/payments/secret").POST(BodyPublishers.ofString("{not json")),
            gateway.asAlice("/payments/no-such-function"),
            gateway.asAlice("/"),
            gateway.asAlice("/payments/customers/c1").method("OPTIONS", BodyPublishers.noBody()),
            gateway.asAlice("/payments/customers/c1").method("BREW", BodyPublishers.noBody()),
            gateway.asAlice("/payments/customers/c1").DELETE());
    HttpResponse<String> first = RunningGateway.send(requests.getFirst());
    assertProblem(first, 403, "not-granted");
    for (HttpRequest.Builder request : requests) {
      HttpResponse<String> other = RunningGateway.send(request);
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(other.body()).isEqualTo(first.body());
      assertThat(names(other)).isEqualTo(names(first));
    }
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }

  @Test
  void doesNotEchoARequestBack() {
    HttpResponse<String> response =
        RunningGateway.send(
            gateway.asAlice("/payments/customers/c1").method("TRACE", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.body()).doesNotContain("Bearer");
  }

  private static java.util.Set<String> names(HttpResponse<String> response) {
    Map<String, List<String>> headers = new java.util.TreeMap<>(response.headers().map());
    // The server closes a connection whose body it did not read.
    headers.remove("connection");
    return headers.keySet();
  }

  @Test
  void recordsWhoWasRefusedWhat() {
    String eve = TestIssuer.shared().token("eve").groups("guests").actor("some-agent").sign();
    HttpResponse<String> response =
        RunningGateway.send(gateway.as(eve, "/payments/customers/c1").GET());
    CallRefused refusal = gateway.evidence.refusalOf(RunningGateway.callOf(response));
    assertThat(refusal.subject()).isNotNull().extracting("id").isEqualTo("eve");
    assertThat(refusal.actors()).singleElement().extracting("id").isEqualTo("some-agent");
    assertThat(refusal.connection()).isEqualTo("payments");
    assertThat(refusal.function()).isEqualTo("get_customer");
    assertThat(refusal.reason()).isEqualTo("not-granted");
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.policy()).isNotNull();
  }

  @Test
  void aGuardrailRefusesWithTheOperatorsWords() {
    int before = gateway.upstream.count();
    HttpResponse<String> response =
        gateway.post("/payments/query", "{\"sql\":\"DROP \\u0054ABLE customers\"}");
    assertProblem(response, 403, "guardrail");
    assertThat(response.body()).contains("Dropping tables is not allowed here.");
    assertThat(gateway.evidence.refusalOf(RunningGateway.callOf(response)).rules())
        .contains("guardrail:no-drop");
    assertThat(gateway.upstream.count()).isEqualTo(before);
  }
}

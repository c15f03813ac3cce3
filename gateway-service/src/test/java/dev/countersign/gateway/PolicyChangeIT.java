package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.gateway.config.load.LiveConfig;
import dev.countersign.test.Patience;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The policy of a running gateway changes by its file and by an administrator; and answers are
/// judged by it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyChangeIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String NO_DROP = "Dropping tables is not allowed here.";

  private static RunningGateway gateway;
  private static Path file;
  private static String original;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        RunningGateway.start(
            TestKafka.shared(),
            "gateway-policy",
            Map.of(
                "countersign.gateway.policy.administration.watch-every", "50ms",
                "countersign.gateway.policy.administration.groups", "policy-admins"));
    file = gateway.bean(LiveConfig.class).file();
    original = Files.readString(file);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  @Order(1)
  void followsItsFile() throws Exception {
    String changed = original.replace(NO_DROP, "Not even at night.");

    Files.writeString(file, changed);

    awaitInForce(changed);
    assertThat(query().body()).contains("Not even at night.");
    assertThat(change("connections", changed).summary()).endsWith("by its file");
  }

  @Test
  @Order(2)
  void keepsTheVersionInForceWhenAnotherHasMistakes() throws Exception {
    String before = Files.readString(file);
    String broken = original.replace("type: http", "type: carrier-pigeon");

    Files.writeString(file, broken);

    assertThat(change("connections-refused", broken).summary())
        .contains("in force stays " + digest(before));
    assertThat(query().body()).contains("Not even at night.");
    Files.writeString(file, original);
    awaitInForce(original);
  }

  @Test
  @Order(3)
  void letsOnlyAdministratorsNear() throws Exception {
    assertThat(admin("GET", "", null).statusCode()).isEqualTo(401);
    assertThat(admin("GET", "", token("eve", "support")).statusCode()).isEqualTo(403);
    String through =
        TestIssuer.shared().token("ann").groups("policy-admins").actor("some-agent").sign();
    assertThat(admin("GET", "", through).statusCode()).isEqualTo(403);
    assertThat(admin("DELETE", "", administrator()).statusCode()).isEqualTo(405);
  }

  @Test
  @Order(4)
  void isChangedByAnAdministrator() throws Exception {
    String shown = safe(original);
    Files.writeString(file, shown);
    awaitInForce(shown);
    HttpResponse<String> current = admin("GET", "", administrator());
    String tag = current.headers().firstValue("ETag").orElseThrow();
    assertThat(current.body()).isEqualTo(shown);

    String fresh = shown.replace(NO_DROP, "Ask ann.");
    HttpResponse<String> dry = put("?dry-run=true", fresh, null);
    assertThat(dry.body()).contains("\"changed\"", "connections/payments/guardrails/no-drop");
    assertThat(gateway.bean(LiveConfig.class).current().digest())
        .isEqualTo(digest(shown).toString());
    assertThat(put("", fresh, null).statusCode()).isEqualTo(428);
    assertThat(put("", fresh, "\"" + digest("other") + "\"").statusCode()).isEqualTo(412);
    assertThat(put("", "connections: 1", tag).statusCode()).isEqualTo(422);

    HttpResponse<String> done = put("", fresh, tag);

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(Files.readString(file)).isEqualTo(fresh);
    assertThat(query().body()).contains("Ask ann.");
    assertThat(change("connections", fresh).summary()).contains("by ann (");
    assertThat(admin("GET", "/versions", administrator()).body())
        .contains(digest(shown).toString(), digest(fresh).toString());
    assertThat(admin("GET", "/versions/" + digest(shown), administrator()).body()).isEqualTo(shown);
    assertThat(put("", fresh, tag).statusCode()).isEqualTo(412);
  }

  @Test
  @Order(5)
  void judgesAnswers() throws Exception {
    String guarded =
        safe(original)
            .replace(
                "    approvals:",
                """
                      - { name: not-seven, functions: [get_customer], on: response, deny: "response.text.contains('7')", status: 451, message: "Not that one." }
                      - { name: noted, functions: [get_customer], on: response, warn: "response.status == 200" }
                    approvals:
                """
                    .stripTrailing());
    Files.writeString(file, guarded);
    awaitInForce(guarded);

    gateway.upstream.on("/customers/7", RecordingUpstream.json(200, "{\"id\":7}"));
    HttpResponse<String> refused = gateway.get("/payments/customers/7");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(451);
    assertThat(refused.body()).contains("response-refused", "Not that one.");
    RecordBody.CallOutcome outcome = outcome(refused);
    assertThat(outcome.failure()).isEqualTo("response-refused");
    assertThat(outcome.rules()).contains("guardrail:not-seven");
  }

  @Test
  @Order(6)
  void refusesAnAnswerThatIsTooLongToBeJudged() throws Exception {
    String guarded =
        Files.readString(file).replace("response-body: 8MB", "response-body: 8MB, judged-body: 1B");
    Files.writeString(file, guarded);
    awaitInForce(guarded);

    HttpResponse<String> refused = gateway.get("/payments/customers/8");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(451);
    assertThat(outcome(refused).rules())
        .containsExactly("guardrail:not-seven!too-large", "warn:noted!too-large");
  }

  @Test
  @Order(7)
  void refusesBeyondAQuota() throws Exception {
    String limited =
        safe(original)
            .replace(
                "    approvals:",
                "    quotas:\n      - { name: few, functions: [get_customer], calls: 2, per: 1h }\n    approvals:");
    Files.writeString(file, limited);
    awaitInForce(limited);

    assertThat(gateway.get("/payments/customers/1").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/payments/customers/2").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = gateway.get("/payments/customers/3");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("quota-exceeded");
    assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(3_000L, 3_900L);
    assertThat(gateway.get("/payments/customers?limit=1").statusCode()).isEqualTo(200);
  }

  /// The same without the secret that is written out in the tests' file.
  private static String safe(String yaml) {
    return yaml.replace(
        "credential: { header: Authorization, value: \"Bearer the-upstreams-own-secret\" }",
        "credential: { header: Authorization, value: \"Bearer ${file:upstream-secret}\" }");
  }

  private static String administrator() {
    return token("ann", "policy-admins");
  }

  private static String token(String subject, String group) {
    return TestIssuer.shared().token(subject).groups(group).sign();
  }

  private static HttpResponse<String> query() {
    return gateway.post("/payments/query", "{\"sql\":\"drop table x\"}");
  }

  private static RecordBody.CallOutcome outcome(HttpResponse<String> response) {
    return gateway.evidence.outcomeOf(RunningGateway.callOf(response));
  }

  private static RecordBody.ConfigChanged change(String kind, String yaml) {
    return gateway.evidence.body(
        RecordBody.ConfigChanged.class,
        change -> change.kind().equals(kind) && change.digest().equals(digest(yaml)));
  }

  private static HttpResponse<String> put(String more, String body, @Nullable String match)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(more))
            .header("Authorization", "Bearer " + administrator())
            .PUT(BodyPublishers.ofString(body));
    if (match != null) {
      request.header("If-Match", match);
    }
    return send(request);
  }

  private static HttpResponse<String> admin(String method, String more, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(more)).method(method, BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request);
  }

  private static URI address(String more) {
    return URI.create("http://localhost:" + gateway.managementPort() + "/admin/policy" + more);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(
        request.timeout(Patience.WHERE_NOTHING_IS_SAID).build(), BodyHandlers.ofString());
  }

  private static void awaitInForce(String yaml) {
    await()
        .until(() ->
            gateway.bean(LiveConfig.class).current().digest().equals(digest(yaml).toString()));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.live.EventReader;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running approval-service as its neighbours see it: a gateway that asks over Kafka, people and
/// gateways that call its REST API.
public final class RunningService implements AutoCloseable {
  public static final String REQUESTS = "countersign.approvals.requests";
  public static final String DECISIONS = "countersign.approvals.decisions";
  public static final String EVIDENCE = "countersign.evidence";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final SigningKey gatewayKey = SigningKey.generate(new SecureRandom());
  private final TestIssuer issuer = TestIssuer.shared();
  private final TestTopics topics;
  private final int port;

  public RunningService(int port, TestKafka kafka, TrustDirectory trust) {
    this.port = port;
    this.topics = new TestTopics(kafka);
    trust.publish("gateway-0", gatewayKey.verification());
  }

  /// An answer of the service: its status and its body, JSON as all are.
  public record Answer(int status, JsonNode body, HttpHeaders headers) {
    public String state() {
      return body.get("state").asString();
    }

    public String problem() {
      String type = body.get("type").asString();
      assertThat(type).startsWith("urn:countersign:problem:");
      return type.substring("urn:countersign:problem:".length());
    }
  }

  public TestTopics topics() {
    return topics;
  }

  public TestRequests refund() {
    return TestRequests.refund(issuer.issuer(), Clock.systemUTC().instant());
  }

  /// Asks for approval and waits until the service knows it.
  public UUID ask(TestRequests refund) {
    ApprovalRequest request = refund.build();
    topics.send(REQUESTS, request.approval().toString(), sign(request));
    awaitKnown(request.approval());
    return request.approval();
  }

  public void awaitKnown(UUID approval) {
    String vera = person("vera", "auditors");
    Awaitility.await().until(() -> get("/" + approval, vera).status() == 200);
  }

  public byte[] sign(Object request) {
    return sign(request, gatewayKey);
  }

  public byte[] sign(Object request, SigningKey key) {
    return Jws.sign(ApprovalRequest.JWS_TYPE, EvidenceJson.write(request), key);
  }

  public String person(String name, String... groups) {
    return issuer.token(name).groups(groups).sign();
  }

  public String gateway() {
    return issuer.token("gateway-0").scope("countersign.consume").sign();
  }

  public String use(UUID call) {
    return """
    {"call":"%s","arguments":"%s","policy":"%s","subject":"alice","issuer":"%s",
     "connection":"payments","function":"refund","consumer":"gateway-0"}
    """
        .formatted(call, TestRequests.ARGUMENTS, TestRequests.POLICY, issuer.issuer());
  }

  public Answer consume(UUID approval) {
    UUID call = TestRequests.version7(Clock.systemUTC().instant());
    return post("/" + approval + "/consume", gateway(), use(call));
  }

  public Answer approve(UUID approval, String token) {
    return post("/" + approval + "/approve", token, null);
  }

  public Answer deny(UUID approval, String token) {
    return post("/" + approval + "/deny", token, null);
  }

  public Answer get(String path, String token) {
    return send(request(path, token).GET().build());
  }

  public Answer post(String path, String token, @Nullable String body) {
    HttpRequest.Builder request = request(path, token);
    if (body == null) {
      return send(request.POST(HttpRequest.BodyPublishers.noBody()).build());
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// The same with an idempotency key.
  public Answer post(String path, String token, String body, String key) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public Answer fetchAs(String path, String token) {
    return send(
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).GET().build());
  }

  public Answer postJson(String path, String token, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// A token of a service.
  public String machine(String name) {
    return issuer.token(name).groups("leads").claim("client_id", name).sign();
  }

  public Answer postTo(String path, String token) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /// Listens to what changes, from an earlier stream's end where one is given.
  public EventReader listen(String token, @Nullable String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/approvals/events"))
            .header("Authorization", "Bearer " + token);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new EventReader(request.GET().build());
  }

  public Answer fetch(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET().build());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(uri("/api/v1/approvals" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), JsonMapper.shared().readTree(answer.body()), answer.headers());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    topics.close();
    http.close();
  }
}

package dev.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.test.FreePorts;
import dev.countersign.test.Patience;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two gateways and two approval-services as processes; one of them is killed in the middle of an
/// approval. What comes of the call is exactly one execution, or one honest refusal and none.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledMidApprovalIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestIssuer issuer = TestIssuer.shared();
  private final Map<Integer, Integer> executions = new ConcurrentHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private HttpServer world;
  private Path state;

  /// Who is killed, and when.
  enum Victim {
    GATEWAY_BEFORE_THE_VERDICT,
    APPROVALS_BEFORE_THE_VERDICT,
    GATEWAY_AT_THE_VERDICT,
    APPROVALS_AT_THE_VERDICT
  }

  /// One process: how it is started, and where it answers.
  private static final class Part {
    final String name;
    final List<String> command;
    final int port;
    final URI ready;
    Process process;

    Part(String name, List<String> command, int port, URI ready, Process process) {
      this.name = name;
      this.command = command;
      this.port = port;
      this.ready = ready;
      this.process = process;
    }
  }

  @BeforeAll
  void bringThemUp(@TempDir Path folder) throws IOException {
    state = folder;
    world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    world.createContext("/token", this::token);
    world.createContext("/refunds", this::refund);
    world.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    world.start();
    Files.writeString(state.resolve("connections.yaml"), connections());
    for (int i = 0; i < 2; i++) {
      parts.add(approvals(i));
    }
    for (int i = 0; i < 2; i++) {
      parts.add(gateway(i, parts.get(i).port));
    }
    parts.forEach(this::awaitReady);
  }

  @AfterAll
  void endThem() throws InterruptedException {
    for (Part part : parts) {
      part.process.destroyForcibly().waitFor();
    }
    world.stop(0);
    http.close();
  }

  @ParameterizedTest
  @EnumSource
  void runsOnceOrIsRefusedHonestly(Victim victim) throws Exception {
    int amount = 5000 + victim.ordinal();
    Part approvals = parts.get(0);
    Part gateway = parts.get(2);
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> call(gateway, amount, null));
    String approval = awaitAsked(amount);
    Part dead = victim.name().startsWith("GATEWAY") ? gateway : approvals;
    if (victim.name().endsWith("BEFORE_THE_VERDICT")) {
      kill(dead);
      approve(approval);
    } else {
      CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> kill(dead));
      approve(approval);
      Patience.result(killed);
    }
    HttpResponse<String> last = awaitEnd(amount, approval);
    int ran = executions.getOrDefault(amount, 0);
    assertThat(ran).as("%s: %d %s", victim, last.statusCode(), last.body()).isLessThanOrEqualTo(1);
    if (last.statusCode() == 200 || answered(held) == 200) {
      assertThat(ran).isEqualTo(1);
    } else {
      assertThat(last.statusCode()).isEqualTo(409);
      assertThat(last.body())
          .containsAnyOf("outcome-pending", "approval-consumed")
          .contains("not used again");
    }
    start(dead);
    awaitReady(dead);
    assertThat(executions.getOrDefault(amount, 0)).as("never again").isEqualTo(ran);
  }

  private static int answered(CompletableFuture<HttpResponse<String>> held) {
    try {
      return Patience.result(held).statusCode();
    } catch (Exception e) {
      // Its gateway was killed: nobody answered.
      return 0;
    }
  }

  private String awaitAsked(int amount) {
    List<String> found = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          listed().stream()
              .filter(item -> item.at("/shown/amount").asInt() == amount)
              .map(item -> item.path("id").asString())
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  private List<JsonNode> listed() throws IOException, InterruptedException {
    URI list = local(parts.get(1).port, "/api/v1/approvals?toDecide=true");
    HttpRequest request = as("bob", "leads", list).GET().build();
    String body = http.send(request, BodyHandlers.ofString()).body();
    return JSON.readTree(body).path("items").valueStream().toList();
  }

  private void approve(String approval) {
    URI verdict = local(parts.get(1).port, "/api/v1/approvals/" + approval + "/approve");
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          HttpRequest request = as("bob", "leads", verdict).POST(BodyPublishers.noBody()).build();
          int status = http.send(request, BodyHandlers.ofString()).statusCode();
          return status == 200 || status == 409;
        });
  }

  // Through the other gateway, again and again, until there is an answer that is one.
  private HttpResponse<String> awaitEnd(int amount, String approval) {
    List<HttpResponse<String>> last = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          HttpResponse<String> answer = call(parts.get(3), amount, approval);
          last.add(answer);
          return answer.statusCode() != 202 && answer.statusCode() != 503;
        });
    return last.getLast();
  }

  private HttpResponse<String> call(Part gateway, int amount, @Nullable String approval) {
    HttpRequest.Builder request =
        as("alice", "support", local(gateway.port, "/payments/refunds"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"amount\":%d}".formatted(amount)));
    if (approval == null) {
      request.header("Prefer", "wait=20");
    } else {
      request.header("Countersign-Approval", approval);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder as(String person, String group, URI address) {
    String token = issuer.token(person).groups(group).sign();
    return HttpRequest.newBuilder(address)
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private Part approvals(int number) throws IOException {
    int port = FreePorts.next();
    Map<String, Object> properties = ServiceProperties.of("approval", state);
    properties.put("server.port", port);
    properties.put("countersign.evidence.writer", "approval-" + number);
    properties.put("spring.kafka.consumer.properties.session.timeout.ms", "6000");
    return started("approval-" + number, "approval-service", properties, port, local(port, READY));
  }

  private static final String READY = "/actuator/health/readiness";

  private Part gateway(int number, int approvals) throws IOException {
    int port = FreePorts.next();
    int management = FreePorts.next();
    String there = "http://127.0.0.1:" + world.getAddress().getPort();
    Map<String, Object> properties = ServiceProperties.withoutDatabase("gateway", state);
    properties.put("server.port", port);
    properties.put("management.server.port", management);
    properties.put("countersign.evidence.writer", "gateway-" + number);
    properties.put("countersign.gateway.config", state.resolve("connections.yaml"));
    properties.put("countersign.gateway.approvals.url", "http://127.0.0.1:" + approvals);
    properties.put("countersign.gateway.approvals.token-url", there + "/token");
    properties.put("countersign.gateway.approvals.client-id", "gateway");
    properties.put("countersign.gateway.approvals.client-secret", "secret");
    return started(
        "gateway-" + number, "gateway-service", properties, port, local(management, READY));
  }

  private Part started(
      String name, String module, Map<String, Object> properties, int port, URI ready)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(jarOf(module).toString());
    new LinkedHashMap<>(properties).forEach((key, value) -> command.add("--" + key + "=" + value));
    return new Part(name, command, port, ready, spawn(name, command));
  }

  private static Path jarOf(String module) throws IOException {
    try (var files = Files.list(Path.of("../..", module, "target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(module + "-[^-]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    }
  }

  private Process spawn(String name, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(state.resolve(name + ".log").toFile()))
        .start();
  }

  private void start(Part part) throws IOException {
    part.process = spawn(part.name, part.command);
  }

  private static void kill(Part part) {
    try {
      part.process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(Part part) {
    Awaitility.await(part.name + " is ready")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          HttpRequest request = HttpRequest.newBuilder(part.ready).GET().build();
          return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        });
  }

  private static URI local(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String connections() {
    return """
    connections:
      - name: payments
        type: http
        upstream: "http://127.0.0.1:%d"
        functions: [ { name: refund, match: "POST /refunds" } ]
        grants: [ { groups: [support], functions: [refund] } ]
        approvals: [ { when: "true", from: [leads], use-within: 10m } ]
    """
        .formatted(world.getAddress().getPort());
  }

  private void refund(HttpExchange exchange) throws IOException {
    try (exchange) {
      int amount = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("amount").asInt();
      executions.merge(amount, 1, Integer::sum);
      send(exchange, "{\"refunded\":%d}".formatted(amount));
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String token = issuer.token("gateway").scope("countersign.consume").sign();
      send(
          exchange,
          "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
              .formatted(token));
    }
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

package dev.countersign.quickstart.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FunctionsServerTest {
  private static final String TRAFFIC =
      """
      {"session":"s","seq":1,"function":"f","arguments":{"a":1,"b":"x"},"response":{"n":1}}
      {"session":"s","seq":2,"function":"f","arguments":{"a":1,"b":"x"},"response":{"n":2}}
      {"session":"s","seq":3,"function":"g","arguments":{},"response":null}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private FunctionsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FunctionsServer(0, "right");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void wantsTheCredentialAndCountsNothingWithoutIt() throws Exception {
    assertThat(send("GET", "/customers/c-1001", "", "wrong").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/counter", "", "").statusCode()).isEqualTo(401);
    assertThat(total()).isZero();

    assertThat(get("/customers/c-1001").statusCode()).isEqualTo(200);
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void remembersTheTracesOfCallsThatArrived() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/customers"))
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01");
    client.send(request.build(), BodyHandlers.discarding());
    assertThat(json(get("/seen")).path("traces").size()).isZero();

    client.send(request.header("Authorization", "Bearer right").build(), BodyHandlers.discarding());
    assertThat(json(get("/seen")).path("traces").path(0).asString()).isEqualTo(trace);
  }

  @Test
  void answersHealthToEverybody() throws Exception {
    assertThat(send("GET", "/health", "", "").statusCode()).isEqualTo(200);
  }

  @Test
  void knowsCustomersWithSensitiveData() throws Exception {
    JsonNode customer = json(get("/customers/c-1001"));

    assertThat(customer.path("email").asString()).contains("@example.com");
    assertThat(customer.path("ssn").asString()).matches("\\d{3}-\\d{2}-\\d{4}");
    assertThat(luhn(customer.path("card").asString())).isTrue();
    assertThat(json(get("/customers?limit=7")).path("items").size()).isEqualTo(7);
    assertThat(get("/customers/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void paysRefundsThatMakeSense() throws Exception {
    assertThat(post("/refunds", "{\"customer\":\"c-1001\",\"amount\":12.5}").statusCode())
        .isEqualTo(201);
    assertThat(post("/refunds", "{\"customer\":\"c-1001\",\"amount\":-1}").statusCode())
        .isEqualTo(400);
    assertThat(post("/refunds", "{\"customer\":\"nobody\",\"amount\":1}").statusCode())
        .isEqualTo(404);
    assertThat(post("/refunds", "[1]").statusCode()).isEqualTo(400);
    assertThat(post("/refunds", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void answersQueries() throws Exception {
    JsonNode one =
        json(post("/query", "{\"sql\":\"select name, email from customers where id = 'c-1002'\"}"));
    assertThat(one.path("rows").size()).isEqualTo(1);
    assertThat(one.path("rows").path(0).path(1).asString()).contains("@");

    JsonNode all = json(post("/query", "{\"sql\":\"SELECT * FROM customers LIMIT 3\"}"));
    assertThat(all.path("rows").size()).isEqualTo(3);
    assertThat(all.path("columns").size()).isEqualTo(7);

    JsonNode dropped = json(post("/query", "{\"sql\":\"DROP TABLE customers\"}"));
    assertThat(dropped.path("dropped").asString()).isEqualTo("customers");
    assertThat(post("/query", "{\"sql\":\"select secret from customers\"}").statusCode())
        .isEqualTo(400);
    assertThat(post("/query", "{\"sql\":\"truncate everything\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void recordedAnswersAreFoundByValueAndTakeTurns() throws Exception {
    assertThat(json(send("PUT", "/recorded", TRAFFIC, "right")).path("recorded").asInt())
        .isEqualTo(3);

    String reordered = "{ \"b\": \"x\", \"a\": 1.0 }";
    assertThat(post("/functions/f", reordered).body()).isEqualTo("{\"n\":1}");
    assertThat(post("/functions/f", "{\"a\":1,\"b\":\"x\"}").body()).isEqualTo("{\"n\":2}");
    assertThat(post("/functions/f", reordered).body()).isEqualTo("{\"n\":1}");
    assertThat(post("/functions/g", "{}").body()).isEqualTo("null");
    assertThat(post("/functions/f", "{\"a\":\"1\",\"b\":\"x\"}").statusCode()).isEqualTo(404);
    assertThat(post("/functions/h", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void recordedTrafficThatIsNoneIsRefused() throws Exception {
    HttpResponse<String> reply = send("PUT", "/recorded", "{\"function\":\"f\"}\nnope", "right");

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("line 2");
  }

  @Test
  void streamsWholeLinesInSmallPieces() throws Exception {
    String body = get("/stream?count=5&size=3&gap=0").body();

    assertThat(body.lines()).hasSize(5);
    assertThat(body.lines().map(FunctionsServerTest::read).map(n -> n.path("id").asString()))
        .startsWith("c-1001");
  }

  @Test
  void isSlowOnRequest() throws Exception {
    long began = System.nanoTime();
    assertThat(get("/slow?ms=200").body()).isEqualTo("{\"waited\":200}");
    assertThat(System.nanoTime() - began).isGreaterThan(190_000_000L);
  }

  @Test
  void misbehavesOnRequest() throws Exception {
    assertThat(get("/garbage").headers().firstValue("content-type")).contains("application/json");
    assertThatThrownBy(() -> read(get("/garbage").body()));
    assertThatThrownBy(() -> get("/reset")).isInstanceOf(IOException.class);
    assertThat(get("/nothing/here").statusCode()).isEqualTo(404);
  }

  private long total() throws IOException, InterruptedException {
    return json(get("/counter")).path("total").asLong(-1);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "", "right");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send("POST", path, body, "right");
  }

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return read(reply.body());
  }

  private static JsonNode read(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int value = i % 2 == 0 ? digit : digit * 2;
      sum += value > 9 ? value - 9 : value;
    }
    return digits.length() == 16 && sum % 10 == 0;
  }
}

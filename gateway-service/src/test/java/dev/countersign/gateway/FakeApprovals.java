package dev.countersign.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The approval-service's contract in small: requests come over Kafka, are decided by the test, and
/// used over REST with a compare-and-set. It also is the issuer of the gateway's own token.
final class FakeApprovals {
  static final String WRITER = "approval-0";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger consumptions = new AtomicInteger();
  private final String bootstrapServers;
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final HttpServer server;
  private final TopicReader requests;
  private volatile boolean down;
  private volatile boolean refusesTokens;
  private volatile boolean mayAsk = true;
  private volatile @Nullable String viewKey;
  private volatile boolean takesOutcomes = true;

  /// One approval: what was asked, and where it stands.
  private static final class Entry {
    final JsonNode request;
    String state = "requested";
    @Nullable String consumedBy;
    Instant consumedAt = Instant.EPOCH;
    @Nullable JsonNode outcome;

    Entry(JsonNode request) {
      this.request = request;
    }
  }

  private FakeApprovals(String bootstrapServers, HttpServer server) {
    this.bootstrapServers = bootstrapServers;
    this.server = server;
    this.requests =
        TopicReader.follow(bootstrapServers, List.of("countersign.approvals.requests"), this::take);
  }

  static FakeApprovals start(String bootstrapServers, Path trust) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeApprovals fake = new FakeApprovals(bootstrapServers, server);
      new TrustDirectory(trust).publish(WRITER, fake.key.verification());
      server.createContext("/token", fake::token);
      server.createContext("/api/v1/approvals/", fake::approvals);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Waits until the request of that id has come over Kafka.
  JsonNode request(String approval) {
    Awaitility.await().until(() -> entries.containsKey(approval));
    return entry(approval).request;
  }

  private Entry entry(String approval) {
    return java.util.Objects.requireNonNull(entries.get(approval));
  }

  /// Waits until a call asks, and gives the approval's id.
  String nextRequest(java.util.Set<String> known) {
    Awaitility.await().until(() -> entries.keySet().stream().anyMatch(id -> !known.contains(id)));
    return entries.keySet().stream().filter(id -> !known.contains(id)).findFirst().orElseThrow();
  }

  /// The approvals that were asked for so far, by whichever test.
  java.util.Set<String> known() {
    requests.awaitEnd();
    return java.util.Set.copyOf(entries.keySet());
  }

  int tokensGiven() {
    return tokens.get();
  }

  int consumptions() {
    return consumptions.get();
  }

  void down(boolean isDown) {
    down = isDown;
  }

  /// For whom views are to be sealed.
  void viewKey(@Nullable String key) {
    viewKey = key;
  }

  void letAsk(boolean may) {
    mayAsk = may;
  }

  void refuseTokens(boolean refuses) {
    refusesTokens = refuses;
  }

  /// Moves an approval and tells nobody.
  void moveSilently(String approval, String state) {
    request(approval);
    entry(approval).state = state;
  }

  /// Moves an approval and publishes the decision.
  void move(String approval, String state) {
    moveSilently(approval, state);
    publish(approval, state, key, WRITER);
  }

  /// Publishes a decision that the approval-service did not make.
  void forge(String approval, String state) {
    publish(approval, state, SigningKey.generate(new SecureRandom()), WRITER);
  }

  private void publish(String approval, String state, SigningKey signer, String author) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("approval", approval);
    decision.put("state", state);
    decision.put("at", Instant.parse("2026-11-20T12:00:00Z").toString());
    byte[] jws =
        Jws.sign("countersign-approval-decision+jws", EvidenceJson.write(decision), signer);
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>("countersign.approvals.decisions", approval, jws);
    message.headers().add("ce_source", author.getBytes(StandardCharsets.UTF_8));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(message);
    }
  }

  private void take(ConsumerRecord<String, byte[]> message) {
    JsonNode request = JSON.readTree(Jws.parse(message.value()).unverifiedPayload());
    entries.putIfAbsent(message.key(), new Entry(request));
  }

  private void token(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean known =
          ("Basic "
                  + java.util.Base64.getEncoder()
                      .encodeToString("gateway:gateway-secret".getBytes(StandardCharsets.UTF_8)))
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (!known || refusesTokens) {
        send(exchange, 401, "{}");
        return;
      }
      int number = tokens.incrementAndGet();
      send(
          exchange,
          200,
          "{\"access_token\":\"service-%d\",\"token_type\":\"Bearer\",\"expires_in\":300}"
              .formatted(number));
    }
  }

  private void approvals(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      String[] path = exchange.getRequestURI().getPath().split("/");
      Entry entry = entries.get(path[4]);
      if (down) {
        send(exchange, 503, problem("database-unavailable"));
      } else if (authorization == null || !authorization.startsWith("Bearer service-")) {
        send(exchange, 401, problem("invalid-token"));
      } else if (path[4].equals("open")) {
        send(exchange, 200, open(JSON.readTree(body)));
      } else if (entry == null) {
        send(exchange, 404, problem("not-found"));
      } else if (path[5].equals("binding")) {
        send(exchange, 200, binding(path[4], entry));
      } else if (path[5].equals("outcome")) {
        outcome(exchange, path[4], entry, JSON.readTree(body));
      } else if (path[5].equals("abandon")) {
        entry.state = "withdrawn";
        send(exchange, 200, binding(path[4], entry));
      } else {
        consume(exchange, path[4], entry, JSON.readTree(body));
      }
    }
  }

  private void consume(HttpExchange exchange, String id, Entry entry, JsonNode use)
      throws IOException {
    synchronized (entry) {
      boolean fits =
          List.of("arguments", "policy", "connection", "function").stream()
              .allMatch(member -> use.path(member).equals(entry.request.path(member)));
      if (!fits) {
        send(exchange, 409, problem("approval-mismatch"));
      } else if (entry.state.equals("approved")) {
        entry.state = "consumed";
        entry.consumedBy = use.path("call").asString();
        entry.consumedAt = Clock.systemUTC().instant();
        consumptions.incrementAndGet();
        send(exchange, 200, binding(id, entry));
      } else {
        send(
            exchange,
            409,
            problem(entry.state.equals("consumed") ? "already-consumed" : "not-approved"));
      }
    }
  }

  private void outcome(HttpExchange exchange, String id, Entry entry, JsonNode outcome)
      throws IOException {
    synchronized (entry) {
      boolean isOfTheUse = outcome.path("call").asString().equals(entry.consumedBy);
      if (!takesOutcomes || !isOfTheUse) {
        send(exchange, takesOutcomes ? 409 : 503, problem("outcome-conflict"));
        return;
      }
      entry.outcome = outcome;
      send(exchange, 200, binding(id, entry));
    }
  }

  /// Whether it takes in how calls ended.
  void takeOutcomes(boolean takes) {
    takesOutcomes = takes;
  }

  /// Adds an approval of the same caller and function for other arguments, which a call has used.
  String usedBefore(String like, String canonicalArguments) {
    ObjectNode request = ((ObjectNode) request(like)).deepCopy();
    byte[] salt = java.util.Base64.getUrlDecoder().decode(request.path("salt").asString());
    byte[] arguments = canonicalArguments.getBytes(StandardCharsets.UTF_8);
    request.put("arguments", Digest.of(salt, arguments).toString());
    Entry used = new Entry(request);
    used.state = "consumed";
    used.consumedBy = like;
    used.consumedAt = Clock.systemUTC().instant().minus(Duration.ofDays(2));
    String id = like.substring(0, like.length() - 4) + "0000";
    entries.put(id, used);
    return id;
  }

  /// How the call ended that used an approval, as its gateway told.
  JsonNode outcomeOf(String approval) {
    return java.util.Objects.requireNonNull(entry(approval).outcome);
  }

  /// Moves the use of an approval into the past.
  void age(String approval, Duration time) {
    entry(approval).consumedAt = entry(approval).consumedAt.minus(time);
  }

  private String open(JsonNode search) {
    List<String> found =
        entries.entrySet().stream()
            .filter(entry -> List.of("requested", "approved").contains(entry.getValue().state))
            .filter(entry -> isOf(entry.getValue().request, search))
            .map(entry -> binding(entry.getKey(), entry.getValue()))
            .toList();
    String key = viewKey == null ? "" : ",\"viewKey\":\"" + viewKey + "\"";
    return "{\"items\":[" + String.join(",", found) + "],\"mayAsk\":" + mayAsk + key + "}";
  }

  private static boolean isOf(JsonNode request, JsonNode search) {
    return List.of("policy", "connection", "function").stream()
            .allMatch(member -> search.path(member).equals(request.path(member)))
        && search.path("subject").equals(request.path("subject").path("id"));
  }

  /// Where an approval stands.
  String stateOf(String approval) {
    return entry(approval).state;
  }

  private static String binding(String id, Entry entry) {
    ObjectNode binding = JSON.createObjectNode();
    binding.put("approval", id).put("state", entry.state);
    for (String member :
        List.of("salt", "arguments", "policy", "actors", "connection", "function", "masking")) {
      binding.set(member, entry.request.path(member));
    }
    binding.set("subject", entry.request.path("subject").path("id"));
    binding.set("issuer", entry.request.path("subject").path("issuer"));
    binding.set("decideBy", entry.request.path("decideBy"));
    binding.put("brokenGlass", entry.request.path("terms").has("glass"));
    if (entry.consumedBy != null) {
      binding.put("consumedBy", entry.consumedBy);
      binding.put("consumedAt", entry.consumedAt.toString());
      binding.put("outcomeUntil", entry.consumedAt.plus(Duration.ofDays(1)).toString());
      binding.set("outcome", entry.outcome);
    }
    return JSON.writeValueAsString(binding);
  }

  private static String problem(String name) {
    return "{\"type\":\"urn:countersign:problem:%s\"}".formatted(name);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

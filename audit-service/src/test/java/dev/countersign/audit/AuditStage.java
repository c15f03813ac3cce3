package dev.countersign.audit;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.kafka.KafkaEvidenceChannel;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.writer.ChainFile;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.WriterSettings;
import dev.countersign.service.evidence.PolicyStatement;
import dev.countersign.test.Patience;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import dev.countersign.test.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything an audit-service stands in: an evidence topic and a schema of its own, writers, and
/// as many replicas as a test wants.
public final class AuditStage implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final AtomicInteger STAGES = new AtomicInteger();

  public final TestKafka kafka = TestKafka.shared();
  public final Path state = ServiceProperties.newStateDirectory();
  public final TrustDirectory trust = new TrustDirectory(state.resolve("trust"));
  private final String schema;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ConfigurableApplicationContext> replicas = new ArrayList<>();
  private final Map<String, EvidenceWriter> writers = new HashMap<>();
  private final Map<String, SigningKey> keys = new HashMap<>();

  private AuditStage(String schema) {
    this.schema = schema;
  }

  public static AuditStage open(String name) {
    AuditStage stage = new AuditStage("audit_" + name + "_" + STAGES.incrementAndGet());
    stage.empty(KafkaEvidenceChannel.TOPIC);
    stage.empty(PolicyStatement.TOPIC);
    return stage;
  }

  /// No stage is open while another one is, so the topics may go and come.
  private void empty(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(() -> {
            admin
                .createTopics(List.of(new NewTopic(topic, 3, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);
            return true;
          });
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the topic was not emptied", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts one more replica.
  public ConfigurableApplicationContext start(String... settings) {
    return startAs("audit-" + replicas.size(), settings);
  }

  public ConfigurableApplicationContext startAs(String writer, String... settings) {
    Map<String, Object> properties = properties(writer);
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    ConfigurableApplicationContext replica =
        new SpringApplicationBuilder(AuditService.class, MovableClock.Configuration.class)
            .run(
                properties.entrySet().stream()
                    .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new));
    replicas.add(replica);
    return replica;
  }

  /// Starts a replica as a process of its own, which can be killed.
  public Process startProcess(String writer) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
            AuditService.class.getName()));
    Map<String, Object> properties = properties(writer);
    // What a killed process read is read by others sooner than after Kafka's 45 seconds.
    properties.put("spring.kafka.consumer.properties.session.timeout.ms", "6000");
    properties.forEach((name, value) -> command.add("--" + name + "=" + value));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(state.resolve(writer + ".log").toFile())
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("not started", e);
    }
  }

  private Map<String, Object> properties(String writer) {
    TestPostgres postgres = TestPostgres.shared();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.port", "0");
    properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    properties.put("spring.kafka.consumer.group-id", schema);
    properties.put("spring.datasource.url", postgres.url(schema));
    properties.put("spring.datasource.username", postgres.roleOf(schema));
    properties.put("spring.datasource.password", postgres.password());
    properties.put("spring.flyway.user", postgres.ownerOf(schema));
    properties.put("spring.flyway.password", postgres.password());
    properties.put("countersign.database.schema", schema);
    properties.put("countersign.evidence.writer", writer);
    properties.put("countersign.evidence.state", state.toString());
    properties.put("countersign.evidence.trust", state.resolve("trust").toString());
    properties.put("countersign.evidence.acknowledge-within", "15s");
    properties.put("countersign.tokens.keys.timeout", "30s");
    properties.put("countersign.tokens.issuers[0].issuer", TestIssuer.shared().issuer());
    properties.put("countersign.tokens.issuers[0].jwks", TestIssuer.shared().jwksUri());
    properties.put("countersign.tokens.audience", "countersign");
    properties.put("countersign.audit.retry-stopped-every", "500ms");
    return properties;
  }

  /// The key of a writer; trusted once [#trust(String)] was called.
  public SigningKey key(String writer) {
    return keys.computeIfAbsent(writer, name -> SigningKey.generate(new SecureRandom()));
  }

  public void trust(String writer) {
    trust.publish(writer, key(writer).verification());
  }

  /// A trusted writer with an open epoch.
  public EvidenceWriter writer(String name) {
    trust(name);
    return writers.computeIfAbsent(name, this::begin);
  }

  /// Ends a writer's process life without a word, as kill -9 does, and begins another.
  public EvidenceWriter rebornWriter(String name) {
    writers.put(name, begin(name));
    return writers.get(name);
  }

  private EvidenceWriter begin(String name) {
    EvidenceWriter writer =
        new EvidenceWriter(
            new WriterSettings(
                name,
                "test",
                "test",
                Patience.WHERE_NOTHING_IS_SAID,
                Duration.ofMillis(100),
                Duration.ofHours(1)),
            key(name),
            () ->
                KafkaEvidenceChannel.open(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    KafkaEvidenceChannel.TOPIC,
                    Patience.WHERE_NOTHING_IS_SAID,
                    Clock.systemUTC()),
            new ChainFile(state.resolve(name + "-chain.json")),
            Clock.systemUTC());
    writer.start();
    Awaitility.await().until(writer::isOpen);
    return writer;
  }

  /// Puts any bytes into a partition of the topic, as somebody with access to Kafka can.
  public void inject(@Nullable Integer partition, @Nullable String key, byte @Nullable [] value) {
    send(new ProducerRecord<>(KafkaEvidenceChannel.TOPIC, partition, key, value));
  }

  /// Puts a message anywhere.
  public void send(ProducerRecord<String, byte[]> message) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      Patience.result(producer.send(message));
    } catch (Exception e) {
      throw new IllegalStateException("not sent", e);
    }
  }

  /// Publishes a policy document as a gateway of that name does.
  public void publishPolicy(String writer, byte[] document) {
    trust(writer);
    publishPolicy(
        Digest.of(document).toString(), document, TestPolicies.statement(writer, this, document));
  }

  /// Puts anything on the policies topic, as somebody with access to Kafka can.
  public void publishPolicy(
      @Nullable String key, byte @Nullable [] document, byte @Nullable [] statement) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(PolicyStatement.TOPIC, key, document);
    if (statement != null) {
      message.headers().add(PolicyStatement.HEADER, statement);
    }
    send(message);
  }

  /// Where the newest replica is reached.
  public String address() {
    return "http://127.0.0.1:"
        + replicas.getLast().getEnvironment().getProperty("local.server.port");
  }

  /// An auditor's token, issued at the replicas' time.
  public String auditor() {
    return TestIssuer.shared()
        .token("ada")
        .groups("auditors")
        .claim("iat", Date.from(new MovableClock().instant()))
        .sign();
  }

  public HttpResponse<byte[]> get(String path, @Nullable String token) {
    return get(replicas.getLast(), path, token);
  }

  public HttpResponse<byte[]> get(
      ConfigurableApplicationContext replica, String path, @Nullable String token) {
    String port = replica.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  /// Posts JSON to the newest replica.
  public HttpResponse<byte[]> post(String path, @Nullable String token, String json) {
    String port = replicas.getLast().getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public HttpResponse<byte[]> post(String path, @Nullable String token, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  /// Somebody who decides what becomes of evidence, and does not read it.
  public String keeper() {
    return TestIssuer.shared().token("kim").groups("evidence-keepers").sign();
  }

  /// What an auditor is answered; anything but 200 is an error.
  public JsonNode read(String path) {
    return JSON.readTree(bytes(path));
  }

  public String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  public byte[] bytes(String path) {
    HttpResponse<byte[]> answer = get(path, auditor());
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  public <T> T bean(Class<T> type) {
    return replicas.getLast().getBean(type);
  }

  public JdbcClient database() {
    return bean(JdbcClient.class);
  }

  public long count(String sql) {
    return database().sql(sql).query(Long.class).single();
  }

  public static void eventually(Duration within, org.awaitility.core.ThrowingRunnable holds) {
    Awaitility.await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(holds);
  }

  public static void eventually(org.awaitility.core.ThrowingRunnable holds) {
    eventually(Patience.WHERE_NOTHING_IS_SAID, holds);
  }

  /// The schema of this stage, for what only the database's administrator may do.
  public String schema() {
    return schema;
  }

  public void stopReplicas() {
    replicas.forEach(ConfigurableApplicationContext::close);
    replicas.clear();
    MovableClock.toNow();
  }

  @Override
  public void close() {
    writers.values().forEach(EvidenceWriter::close);
    stopReplicas();
  }
}

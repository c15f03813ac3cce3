package dev.countersign.bench.ingest;

import dev.countersign.bench.process.MeasuredProcess;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.test.FreePorts;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import dev.countersign.test.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Kafka → verified → PostgreSQL → tree → checkpoint, with everything on this machine's cores and
/// PostgreSQL forcing each commit to the disk.
///
/// The records wait in the topic when the audit-service starts; each line is a slice of them. Then
/// the grown log is asked for proofs and calls over HTTP, one after the other; each answer waits
/// for its own `evidence.read` to be durable.
public final class Ingest {
  private static final String SCHEMA = "audit_ingest";

  private final IngestSettings settings;
  private final TestPostgres postgres = TestPostgres.shared();
  private final TestKafka kafka = TestKafka.shared();
  private final Path state = ServiceProperties.newStateDirectory();
  private final int port = FreePorts.next();

  private Ingest(IngestSettings settings) {
    this.settings = settings;
  }

  public static void main(String... arguments) throws Exception {
    new Ingest(IngestSettings.of(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    durable();
    System.out.printf("%,d records are put into the topic%n", settings.records());
    long begun = System.nanoTime();
    fill();
    System.out.printf(
        "signed and durable in Kafka: %,.0f records/s%n", rate(settings.records(), begun));
    try (MeasuredProcess service = start()) {
      measure(service);
      ask();
    }
  }

  /// The embedded server comes with its promises switched off.
  private void durable() throws SQLException {
    postgres.url(SCHEMA);
    try (Connection admin = postgres.superuser();
        var statement = admin.createStatement()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        statement.execute("ALTER SYSTEM SET " + setting + " = on");
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private void fill() throws Exception {
    Backlog backlog =
        new Backlog(kafka.bootstrapServers(), new TrustDirectory(state.resolve("trust")));
    List<Future<?>> writers = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < settings.writers(); i++) {
        String name = "gateway-" + i;
        writers.add(
            pool.submit(() -> {
              backlog.write(name, settings.records() / settings.writers());
              return true;
            }));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  private MeasuredProcess start() throws IOException {
    List<String> program = new ArrayList<>(List.of("-Xmx768m", "-jar", jar().toString()));
    properties().forEach((name, value) -> program.add("--" + name + "=" + value));
    return MeasuredProcess.start("audit", List.of(), program, Map.of(), state);
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new java.util.LinkedHashMap<>();
    properties.put("server.port", port);
    properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    properties.put("spring.datasource.url", postgres.url(SCHEMA));
    properties.put("spring.datasource.username", postgres.roleOf(SCHEMA));
    properties.put("spring.datasource.password", postgres.password());
    properties.put("spring.flyway.user", postgres.ownerOf(SCHEMA));
    properties.put("spring.flyway.password", postgres.password());
    properties.put("countersign.database.schema", SCHEMA);
    properties.put("countersign.evidence.writer", "audit-0");
    properties.put("countersign.evidence.state", state);
    properties.put("countersign.evidence.trust", state.resolve("trust"));
    properties.put("countersign.tokens.issuers[0].issuer", TestIssuer.shared().issuer());
    properties.put("countersign.tokens.issuers[0].jwks", TestIssuer.shared().jwksUri());
    properties.put("countersign.tokens.audience", "countersign");
    return properties;
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("audit-service/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("audit-service-[\\w.-]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("audit-service: build it first"));
    }
  }

  private void measure(MeasuredProcess service) throws Exception {
    try (Connection reader = postgres.superuser()) {
      long last = awaitMoreThan(reader, 0);
      long first = last;
      long begun = System.nanoTime();
      System.out.printf("%12s %12s %14s%n", "leaves", "records/s", "audit CPU µs");
      while (last < settings.records()) {
        long from = System.nanoTime();
        double cpu = service.cpu().toNanos() / 1e3;
        long next =
            awaitMoreThan(reader, Math.min(last + settings.slice(), settings.records()) - 1);
        System.out.printf(
            "%,12d %,12.0f %14.0f%n",
            next, rate(next - last, from), (service.cpu().toNanos() / 1e3 - cpu) / (next - last));
        last = next;
      }
      System.out.printf(
          "under signed checkpoints in all: %,.0f records/s; memory %d MB%n",
          rate(last - first, begun), service.residentMegabytes());
    }
  }

  /// Leaves under the newest checkpoint, when they are more than so many.
  private static long awaitMoreThan(Connection reader, long leaves) throws Exception {
    while (true) {
      try (var statement = reader.createStatement();
          var row =
              statement.executeQuery(
                  "SELECT coalesce(max(size), 0) FROM " + SCHEMA + ".checkpoint")) {
        row.next();
        if (row.getLong(1) > leaves) {
          return row.getLong(1);
        }
      } catch (SQLException e) {
        TimeUnit.MILLISECONDS.sleep(200); // The tables are not made yet.
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void ask() throws Exception {
    String token = TestIssuer.shared().token("ada").groups("auditors").sign();
    int records = settings.records();
    System.out.printf(
        "%-44s %10s %10s %10s%n", "asked one after the other, ms", "p50", "p95", "p99");
    ask(
        token,
        "a record and its proof",
        () -> "/api/v1/records/" + ThreadLocalRandom.current().nextInt(records));
    ask(token, "the newest 100 calls", () -> "/api/v1/calls");
    ask(
        token,
        "100 calls of a subject",
        () -> "/api/v1/calls?subject=user-" + ThreadLocalRandom.current().nextInt(500));
    ask(
        token,
        "100 calls of a function",
        () -> "/api/v1/calls?function=function-" + ThreadLocalRandom.current().nextInt(20));
    ask(
        token,
        "calls of a session",
        () ->
            "/api/v1/calls?session=session-"
                + ThreadLocalRandom.current().nextInt(records / 2 / 20 / settings.writers()));
  }

  private void ask(String token, String what, Supplier<String> path) throws Exception {
    double[] millis = new double[settings.asked()];
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = -settings.asked() / 2; i < millis.length; i++) {
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path.get()))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(what + ": " + answer.statusCode());
        }
        if (i >= 0) {
          millis[i] = (System.nanoTime() - begun) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-44s %10.1f %10.1f %10.1f%n", what, at(millis, 0.5), at(millis, 0.95), at(millis, 0.99));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }

  private static double rate(long records, long since) {
    return records / ((System.nanoTime() - since) / 1e9);
  }
}

package dev.countersign.bench.ingest;

import dev.countersign.bench.process.MeasuredProcess;
import dev.countersign.test.FreePorts;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import dev.countersign.test.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An audit-service as a process of its own on this machine's Kafka and PostgreSQL, which forces
/// each commit to the disk. For one thread.
final class AuditUnderTest {
  static final String SCHEMA = "audit_ingest";

  /// The collector with which `./countersign up` starts the services.
  private static final List<String> FLAGS = List.of("-Xmx768m", "-XX:+UseSerialGC");

  private final TestPostgres postgres = TestPostgres.shared();
  private final TestKafka kafka = TestKafka.shared();
  private final Path state = ServiceProperties.newStateDirectory();
  private final int port = FreePorts.next();

  /// @throws SQLException when the database does not take its settings
  AuditUnderTest() throws SQLException {
    postgres.url(SCHEMA);
    durable(true);
  }

  /// The embedded server comes with its promises switched off.
  void durable(boolean on) throws SQLException {
    try (Connection admin = postgres.superuser();
        var statement = admin.createStatement()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        statement.execute("ALTER SYSTEM SET " + setting + " = " + (on ? "on" : "off"));
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /// Where its keys and the writers' trust are.
  Path state() {
    return state;
  }

  int port() {
    return port;
  }

  String kafka() {
    return kafka.bootstrapServers();
  }

  Connection superuser() throws SQLException {
    return postgres.superuser();
  }

  MeasuredProcess start() throws IOException {
    List<String> program = new ArrayList<>(List.of("-jar", jar().toString()));
    properties().forEach((name, value) -> program.add("--" + name + "=" + value));
    return MeasuredProcess.start("audit", FLAGS, program, Map.of(), state);
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
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

  /// Waits until more than so many leaves are under a checkpoint, and says how many are.
  long awaitMoreThan(Connection reader, long leaves) throws InterruptedException {
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
}

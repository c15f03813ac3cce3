package dev.countersign.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server, one per JVM, with the roles and schemas of a deployment.
///
/// A schema is owned by its own role (migrations run as it); the service's role may only use it, as
/// far as the migrations grant. The server can be stopped and started again on the same data and
/// port, for tests of an outage.
public final class TestPostgres {
  private static final String PASSWORD = "for-tests-only";

  private final Path data;
  private final int port;
  private final Set<String> schemas = new HashSet<>();
  private @Nullable EmbeddedPostgres server;

  private TestPostgres(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  public static TestPostgres shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    private static final TestPostgres INSTANCE = create();
  }

  private static TestPostgres create() {
    try {
      TestPostgres postgres =
          new TestPostgres(TestFolders.create("countersign-pg"), FreePorts.next());
      postgres.start();
      postgres.asSuperuser("postgres", "CREATE DATABASE countersign");
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  public void start() {
    if (server != null) {
      return;
    }
    try {
      server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data.resolve("data"))
              .setOverrideWorkingDirectory(data.toFile())
              .setCleanDataDirectory(false)
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  public void stop() {
    EmbeddedPostgres running = server;
    server = null;
    if (running != null) {
      try {
        running.close();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not stop", e);
      }
    }
  }

  /// Lets the server keep its connections and say nothing, as one whose machine or network is gone.
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String first =
          Files.readAllLines(data.resolve("data").resolve("postmaster.pid")).getFirst().strip();
      ProcessHandle server = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
      List<String> command = new ArrayList<>(List.of("kill", "-" + name, first));
      server.descendants().map(child -> Long.toString(child.pid())).forEach(command::add);
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL was not sent " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A JDBC address whose current schema is the named one; the schema and its roles exist
  /// thereafter.
  public synchronized String url(String schema) {
    if (schemas.add(schema)) {
      createSchema(schema);
    }
    return "jdbc:postgresql://127.0.0.1:%d/countersign?currentSchema=%s".formatted(port, schema);
  }

  public String ownerOf(String schema) {
    return "countersign_" + schema + "_owner";
  }

  public String roleOf(String schema) {
    return "countersign_" + schema;
  }

  public String password() {
    return PASSWORD;
  }

  /// A connection that may do anything: the malicious administrator of a test.
  public Connection superuser() throws SQLException {
    return java.sql.DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/countersign".formatted(port), "postgres", "postgres");
  }

  private void createSchema(String schema) {
    String owner = ownerOf(schema);
    String role = roleOf(schema);
    asSuperuser(
        "countersign",
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(owner, PASSWORD),
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, PASSWORD),
        "CREATE SCHEMA %s AUTHORIZATION %s".formatted(schema, owner),
        "GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, role));
  }

  private void asSuperuser(String database, String... statements) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    try (Connection connection = java.sql.DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused the test's set-up", e);
    }
  }
}

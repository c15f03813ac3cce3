package dev.countersign.quickstart.postgres;

import dev.countersign.quickstart.home.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/// The database `countersign`: a schema for each service that keeps state, an owner role that
/// migrates it and a runtime role that only uses what the owner granted.
public final class SuiteDatabase {
  /// The services that have a schema; schema and roles are named after them.
  public static final List<String> SCHEMAS = List.of("approval", "audit", "replay");

  private static final String NAME = "countersign";

  private final int port;
  private final Secrets secrets;

  public SuiteDatabase(int port, Secrets secrets) {
    this.port = port;
    this.secrets = secrets;
  }

  /// The address a service connects to, with its own schema in front.
  public static String url(int port, String schema) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME + "?currentSchema=" + schema;
  }

  public static String runtimeRole(String schema) {
    return NAME + "_" + schema;
  }

  public static String ownerRole(String schema) {
    return NAME + "_" + schema + "_owner";
  }

  /// The name of the secret that holds a role's password.
  public static String passwordOf(String role) {
    return "database-" + role;
  }

  boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Creates what is missing and sets the passwords anew; changes no data.
  void prepare() throws IOException {
    try {
      try (Connection server = connect("postgres")) {
        createRoles(server);
        if (!exists(server, "SELECT 1 FROM pg_database WHERE datname = ?", NAME)) {
          execute(server, "CREATE DATABASE " + NAME);
        }
      }
      try (Connection database = connect(NAME)) {
        createSchemas(database);
      }
    } catch (SQLException e) {
      throw new IOException("cannot prepare the database " + NAME, e);
    }
  }

  private void createRoles(Connection server) throws SQLException {
    for (String schema : SCHEMAS) {
      for (String role : List.of(ownerRole(schema), runtimeRole(schema))) {
        String verb =
            exists(server, "SELECT 1 FROM pg_roles WHERE rolname = ?", role) ? "ALTER" : "CREATE";
        // A secret is base64url text, so it needs no quoting.
        String password = secrets.reveal(passwordOf(role));
        execute(server, verb + " ROLE " + role + " LOGIN PASSWORD '" + password + "'");
      }
    }
  }

  private static void createSchemas(Connection database) throws SQLException {
    execute(database, "REVOKE ALL ON DATABASE " + NAME + " FROM PUBLIC");
    execute(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    for (String schema : SCHEMAS) {
      String owner = ownerRole(schema);
      String runtime = runtimeRole(schema);
      execute(database, "GRANT CONNECT ON DATABASE " + NAME + " TO " + owner + ", " + runtime);
      execute(database, "CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION " + owner);
      execute(database, "GRANT USAGE ON SCHEMA " + schema + " TO " + runtime);
    }
  }

  private Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", secrets.reveal("postgres"));
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

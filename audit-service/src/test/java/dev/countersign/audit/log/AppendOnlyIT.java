package dev.countersign.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.test.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the service's role may do to evidence: add and read.
class AppendOnlyIT {
  private static final String SCHEMA = "audit_appendonly";
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @BeforeAll
  static void migrate() throws SQLException {
    Flyway.configure()
        .dataSource(POSTGRES.url(SCHEMA), POSTGRES.ownerOf(SCHEMA), POSTGRES.password())
        .defaultSchema(SCHEMA)
        .placeholders(Map.of("role", POSTGRES.roleOf(SCHEMA)))
        .load()
        .migrate();
    asService("SELECT record_partition('standard', '2026-11-20T12:00:00Z')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"leaf", "record", "tile", "checkpoint", "log_key", "alarm", "session", "policy"})
  void noEvidenceIsChangedOrRemoved(String table) {
    for (String sql :
        new String[] {
          "DELETE FROM " + table,
          "TRUNCATE " + table + " CASCADE",
          "DROP TABLE " + table + " CASCADE",
          "ALTER TABLE " + table + " DISABLE TRIGGER ALL"
        }) {
      assertRefused(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE leaf SET leaf_hash = leaf_hash",
        "UPDATE record SET jws = ''",
        "UPDATE record_standard_202611 SET jws = ''",
        "UPDATE tile SET hashes = hashes",
        "UPDATE checkpoint SET note = ''",
        "UPDATE alarm SET detail = ''",
        "UPDATE session SET subject = ''",
        "UPDATE policy SET document = ''",
        "UPDATE policy_citation SET leaf_index = 0",
        "DELETE FROM record_standard_202611",
        "SELECT * FROM record_standard_202611",
        "TRUNCATE record_standard_202611",
        "DROP TABLE record_standard_202611",
        "ALTER TABLE record DETACH PARTITION record_standard",
        "DELETE FROM head",
        "INSERT INTO head VALUES (1, 0, sha256(''), 0, '', NULL)",
        "CREATE TABLE another (id int)"
      })
  void norByAnyOtherWay(String sql) {
    assertRefused(sql);
  }

  @Test
  void aClassIsANameAndNothingElse() {
    assertThatThrownBy(() -> asService("SELECT record_partition('a; DROP TABLE leaf', now())"))
        .hasMessageContaining("expected: lower-case letters and digits");
  }

  private static void assertRefused(String sql) {
    assertThatThrownBy(() -> asService(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  private static void asService(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                POSTGRES.url(SCHEMA), POSTGRES.roleOf(SCHEMA), POSTGRES.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

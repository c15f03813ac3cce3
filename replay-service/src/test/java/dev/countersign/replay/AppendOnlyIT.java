package dev.countersign.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.test.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyIT {
  private static final String SCHEMA = "appendonly";
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @BeforeAll
  static void migrate() {
    Flyway.configure()
        .dataSource(POSTGRES.url(SCHEMA), POSTGRES.ownerOf(SCHEMA), POSTGRES.password())
        .defaultSchema(SCHEMA)
        .placeholders(java.util.Map.of("role", POSTGRES.roleOf(SCHEMA)))
        .load()
        .migrate();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE frame SET content = ''",
        "DELETE FROM frame",
        "TRUNCATE frame CASCADE",
        "UPDATE recorded_call SET subject = 'somebody else'",
        "DELETE FROM recorded_call",
        "TRUNCATE recorded_call CASCADE",
        "UPDATE recorded_session SET started_at = now()",
        "DELETE FROM recorded_session",
        "TRUNCATE recorded_session CASCADE",
        "ALTER TABLE frame DROP CONSTRAINT frame_pk",
        "DROP TABLE frame",
        "CREATE TABLE another (id int)"
      })
  void theServiceCannotChangeWhatItKept(String sql) {
    assertThatThrownBy(() -> asService(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  @Test
  void theServiceMayAddAndRead() throws SQLException {
    asService("INSERT INTO recorded_session VALUES ('session-1', now())");
    asService("SELECT * FROM frame");
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

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
        "UPDATE frame SET erased_at = now()",
        "UPDATE erasure SET done_at = now()",
        "DELETE FROM erasure",
        "TRUNCATE erasure CASCADE",
        "DELETE FROM erasure_frame",
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

  @Test
  void theDatabaseErasesNothingThatIsNotStated() throws SQLException {
    asService(
        """
        INSERT INTO recorded_session VALUES ('session-2', now());
        INSERT INTO recorded_call
          VALUES ('018f2f2e-0000-7000-8000-000000000001', 'session-2', 'a', 'c', 'f', now());
        INSERT INTO frame (call, direction, frame_index, is_last, at, content_type, digest, content)
          VALUES ('018f2f2e-0000-7000-8000-000000000001', 'request', 0, true, now(), 'x',
            sha256('here'), 'here');
        INSERT INTO erasure (erasure, session, subject, reason, frames, digest, stated_at)
          VALUES ('018f2f2e-0000-7000-8000-000000000002', 'session-2', 'k', 'r', 1,
            sha256(sha256('elsewhere')), now());
        INSERT INTO erasure_frame VALUES ('018f2f2e-0000-7000-8000-000000000002',
          '018f2f2e-0000-7000-8000-000000000001', 'request', 0)
        """);
    assertThatThrownBy(
            () -> asService("SELECT erase_frames('018f2f2e-0000-7000-8000-000000000002')"))
        .hasMessageContaining("not those that it states");
    assertThatThrownBy(
            () -> asService("SELECT erase_frames('018f2f2e-0000-7000-8000-000000000003')"))
        .isInstanceOf(SQLException.class);
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

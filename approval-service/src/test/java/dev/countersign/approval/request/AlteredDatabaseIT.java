package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.TestRequests;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.test.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a database administrator who means harm can do: stop things, not let things through.
class AlteredDatabaseIT extends ApprovalIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE approval SET state = 'approved', use_by = now() + interval '1 day' WHERE id = '%s'",
        """
        WITH other AS (SELECT * FROM review LIMIT 1),
          put AS (INSERT INTO review (approval_id, reviewer, issuer, sealed_review)
            SELECT '%1$s'::uuid, reviewer, issuer, sealed_review FROM other)
        UPDATE approval SET state = 'approved', use_by = now() + interval '1 day' WHERE id = '%1$s'
        """,
      })
  void cannotApprove(String sql) throws SQLException {
    UUID reviewed = service.ask(service.refund());
    service.approve(reviewed, service.person("bob", "leads"));
    UUID id = service.ask(service.refund());
    asAdministrator(sql.formatted(id));
    assertThat(service.consume(id).status()).isEqualTo(500);
    assertThat(service.topics().evidence(ApprovalConsumed.class, id)).isEmpty();
  }

  @Test
  void cannotPutAnotherRequestBehindAnApproval() throws SQLException {
    UUID small = service.ask(service.refund());
    UUID large = service.ask(service.refund());
    service.approve(small, service.person("bob", "leads"));
    asAdministrator(
        """
        UPDATE approval SET sealed_request =
          (SELECT sealed_request FROM approval WHERE id = '%s') WHERE id = '%s'
        """
            .formatted(large, small));
    assertThat(service.consume(small).status()).isEqualTo(500);
  }

  @Test
  void cannotStretchTheSecondClock() throws SQLException {
    UUID id = service.ask(service.refund().useWithin(java.time.Duration.ofMillis(1)));
    service.approve(id, service.person("bob", "leads"));
    asAdministrator(
        "UPDATE approval SET use_by = now() + interval '1 day' WHERE id = '%s'".formatted(id));
    assertThat(service.consume(id).status()).isEqualTo(410);
  }

  @Test
  void cannotReadASaltOrAComment() throws SQLException {
    UUID id = service.ask(service.refund());
    service.post(
        "/" + id + "/approve", service.person("bob", "leads"), "{\"comment\":\"secret words\"}");
    assertThat(dump("approval", id)).doesNotContain(TestRequests.SALT).doesNotContain("5000");
    assertThat(dump("review", id)).doesNotContain("secret words");
  }

  @Test
  void theServiceItselfCannotRewriteReviewsOrRemoveApprovals() throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.url("approval"), postgres.roleOf("approval"), postgres.password());
        Statement statement = connection.createStatement()) {
      for (String sql :
          new String[] {
            "DELETE FROM approval", "DELETE FROM review", "UPDATE review SET reviewer = ''"
          }) {
        Assertions.assertThatThrownBy(() -> statement.execute(sql))
            .hasMessageContaining("permission denied");
      }
    }
  }

  private static String dump(String table, UUID id) throws SQLException {
    String column = table.equals("review") ? "approval_id" : "id";
    String sealed = "sealed_" + (table.equals("review") ? "review" : "request");
    String sql =
        "SELECT t::text || encode(%s, 'escape') FROM approval.%s t WHERE %s = '%s'"
            .formatted(sealed, table, column, id);
    try (Connection connection = TestPostgres.shared().superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void asAdministrator(String sql) throws SQLException {
    try (Connection connection = TestPostgres.shared().superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO approval");
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}

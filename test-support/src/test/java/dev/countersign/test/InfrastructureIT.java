package dev.countersign.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfrastructureIT {
  @Test
  void aServicesRoleMayUseItsSchemaButOwnsNothingInIt() throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    String url = postgres.url("sample");
    try (Connection owner =
            DriverManager.getConnection(url, postgres.ownerOf("sample"), postgres.password());
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE thing (id int)");
    }
    try (Connection service =
            DriverManager.getConnection(url, postgres.roleOf("sample"), postgres.password());
        Statement statement = service.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE other (id int)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("SELECT * FROM thing"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void theDatabaseKeepsItsDataOverAStop() throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    postgres.url("kept");
    postgres.stop();
    postgres.start();
    assertThat(postgres.superuser()).isNotNull();
  }

  @Test
  void theBrokerKeepsItsTopicsOverAKill() {
    TestKafka kafka = TestKafka.create();
    kafka.createTopics(List.of("kept"));
    kafka.kill();
    kafka.start();
    assertThatThrownBy(() -> kafka.createTopics(List.of("kept")))
        .hasRootCauseInstanceOf(org.apache.kafka.common.errors.TopicExistsException.class);
    kafka.kill();
  }

  @Test
  void theHouseObeysItsOwnRules() {
    assertThatThrownBy(() -> HouseRules.check("dev.countersign.test"))
        .as("this package itself waits and locks, so the rules have something to find")
        .isInstanceOf(AssertionError.class);
  }
}

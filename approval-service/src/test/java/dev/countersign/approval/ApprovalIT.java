package dev.countersign.approval;

import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A test against the service as it runs, with the shared database and broker. Nobody sweeps unless
/// the test does.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "countersign.approval.expiry.sweep-every=1h")
public abstract class ApprovalIT {
  @Autowired private TrustDirectory trust;
  @Autowired private Environment environment;
  @LocalServerPort private int port;

  private final List<ConfigurableApplicationContext> replicas = new ArrayList<>();
  private final List<RunningService> seconds = new ArrayList<>();

  protected RunningService service;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "approval");
  }

  @BeforeEach
  void meetTheService() {
    service = new RunningService(port, TestKafka.shared(), trust);
  }

  /// Another replica on the same database, seal and trust; ended with the test.
  protected RunningService replica() {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ApprovalService.class)
            .run(
                "--server.port=0",
                "--countersign.evidence.writer=approval-9",
                "--countersign.evidence.state=" + property("countersign.evidence.state"),
                "--countersign.evidence.trust=" + property("countersign.evidence.trust"),
                "--spring.kafka.bootstrap-servers=" + property("spring.kafka.bootstrap-servers"),
                "--spring.datasource.url=" + property("spring.datasource.url"),
                "--spring.datasource.username=" + property("spring.datasource.username"),
                "--spring.datasource.password=" + property("spring.datasource.password"),
                "--spring.flyway.user=" + property("spring.flyway.user"),
                "--spring.flyway.password=" + property("spring.flyway.password"),
                "--countersign.tokens.issuers[0].issuer=" + TestIssuer.shared().issuer(),
                "--countersign.tokens.issuers[0].jwks=" + TestIssuer.shared().jwksUri(),
                "--countersign.tokens.audience=countersign");
    replicas.add(context);
    int other = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    RunningService second = new RunningService(other, TestKafka.shared(), trust);
    seconds.add(second);
    return second;
  }

  private String property(String name) {
    return environment.getRequiredProperty(name);
  }

  @AfterEach
  void leaveTheService() {
    service.close();
    seconds.forEach(RunningService::close);
    replicas.forEach(ConfigurableApplicationContext::close);
  }
}

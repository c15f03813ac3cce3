package dev.countersign.approval;

import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A test against the service as it runs, with the shared database and broker. Nobody sweeps unless
/// the test does.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "countersign.approval.expiry.sweep-every=1h")
public abstract class ApprovalIT {
  @Autowired private TrustDirectory trust;
  @LocalServerPort private int port;

  protected RunningService service;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "approval");
  }

  @BeforeEach
  void meetTheService() {
    service = new RunningService(port, TestKafka.shared(), trust);
  }

  @AfterEach
  void leaveTheService() {
    service.close();
  }
}

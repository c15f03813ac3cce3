package dev.countersign.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/// The settings with which a service starts on the shared test infrastructure. It waits longer than
/// it would elsewhere, because a test shares its machine with others.
public final class ServiceProperties {
  private ServiceProperties() {}

  /// Everything for a service with a database schema of its name.
  public static void register(DynamicPropertyRegistry registry, String service) {
    of(service, newStateDirectory()).forEach((name, value) -> registry.add(name, () -> value));
  }

  public static Map<String, Object> of(String service, Path state) {
    Map<String, Object> properties = withoutDatabase(service, state);
    TestPostgres postgres = TestPostgres.shared();
    properties.put("spring.datasource.url", postgres.url(service));
    properties.put("spring.datasource.username", postgres.roleOf(service));
    properties.put("spring.datasource.password", postgres.password());
    properties.put("spring.flyway.user", postgres.ownerOf(service));
    properties.put("spring.flyway.password", postgres.password());
    return properties;
  }

  public static Map<String, Object> withoutDatabase(String service, Path state) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.port", "0");
    properties.put("spring.kafka.bootstrap-servers", TestKafka.shared().bootstrapServers());
    properties.put("countersign.evidence.writer", service + "-0");
    properties.put("countersign.evidence.state", state.toString());
    properties.put("countersign.evidence.trust", state.resolve("trust").toString());
    properties.put("countersign.tokens.issuers[0].issuer", TestIssuer.shared().issuer());
    properties.put("countersign.tokens.issuers[0].jwks", TestIssuer.shared().jwksUri());
    properties.put("countersign.tokens.audience", "countersign");
    properties.put("countersign.tokens.keys.timeout", "30s");
    properties.put("countersign.evidence.acknowledge-within", "15s");
    return properties;
  }

  public static Path newStateDirectory() {
    try {
      return TestFolders.create("countersign-state");
    } catch (IOException e) {
      throw new UncheckedIOException("no state directory", e);
    }
  }
}

package dev.countersign.bench.gateway;

import dev.countersign.bench.process.MeasuredProcess;
import dev.countersign.test.FreePorts;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Starts the two gateways: same machine, same flags, same upstream, same issuer.
record Peers(Upstream upstream, TestIssuer issuer, List<String> flags, Path work) {

  /// A gateway, and the port of its data path.
  record Gateway(MeasuredProcess process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  Gateway bare() throws IOException {
    int port = FreePorts.next();
    Map<String, String> environment = listening(port);
    environment.put("SPRING_MAIN_BANNER_MODE", "off");
    environment.put("SPRING_THREADS_VIRTUAL_ENABLED", "true");
    environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI", issuer.jwksUri());
    environment.put("BENCH_UPSTREAM", upstream.url());
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    return started("bare", List.of(BareGateway.class.getName()), environment, port);
  }

  /// Ours, with a real broker behind it; masking and strict recording are on.
  Gateway countersign(TestKafka kafka, Path jar, List<String> profile) throws IOException {
    int port = FreePorts.next();
    Map<String, String> environment = listening(port);
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(FreePorts.next()));
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("COUNTERSIGN_EVIDENCE_WRITER", "gateway-0");
    environment.put("COUNTERSIGN_EVIDENCE_STATE", work.resolve("state").toString());
    environment.put("COUNTERSIGN_EVIDENCE_TRUST", work.resolve("trust").toString());
    environment.put("COUNTERSIGN_TOKENS_ISSUERS_0_ISSUER", issuer.issuer());
    environment.put("COUNTERSIGN_TOKENS_ISSUERS_0_JWKS", issuer.jwksUri());
    environment.put("COUNTERSIGN_TOKENS_AUDIENCE", "countersign");
    environment.put("COUNTERSIGN_GATEWAY_CONFIG", connections().toString());
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_URL", "http://127.0.0.1:9");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_CLIENT_ID", "unused");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_CLIENT_SECRET", "unused");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_TOKEN_URL", "http://127.0.0.1:9");
    List<String> program = new ArrayList<>(profile);
    program.addAll(List.of("-jar", jar.toString()));
    return started("countersign", program, environment, port);
  }

  private Gateway started(
      String name, List<String> program, Map<String, String> environment, int port)
      throws IOException {
    return new Gateway(MeasuredProcess.start(name, flags, program, environment, work), port);
  }

  private static Map<String, String> listening(int port) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    return environment;
  }

  private Path connections() throws IOException {
    return Files.writeString(
        work.resolve("connections.yaml"),
        """
        connections:
          - name: payments
            type: http
            upstream: "%s"
            credential: { header: Authorization, value: "Bearer of-the-upstream" }
            functions:
              - { name: get_customer,   match: "GET /customers/{id}" }
              - { name: list_customers, match: "GET /customers" }
              - { name: refund, match: "POST /refunds", risk: "args.amount > 1000 ? 'high' : 'low'" }
            grants:
              - { groups: [support], functions: ["*"] }
            guardrails:
              - { name: no-zero, functions: [get_customer], deny: "args.id == '0'", message: "No." }
            approvals:
              - { when: "risk == 'high'", from: [leads], quorum: 1, decide-within: 15m, use-within: 5m }
            masking: [pii, secrets]
        """
            .formatted(upstream.url()));
  }

  /// The built jar of the gateway in a checkout.
  static Path jarIn(Path checkout) throws IOException {
    Path target = checkout.resolve("gateway-service/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gateway-service-[\\w.-]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar in " + target + ": build it first"));
    }
  }
}

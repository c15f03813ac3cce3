package dev.countersign.quickstart.services;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.issuer.Directory;
import dev.countersign.quickstart.postgres.SuiteDatabase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The environment of each process: the same variables an operator sets outside of the quickstart.
final class ServiceEnvironment {
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;

  ServiceEnvironment(Home home, Ports ports, Secrets secrets) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
  }

  Map<String, String> issuer() {
    var environment = listening(Port.ISSUER);
    environment.put("SPRING_SECURITY_OAUTH2_AUTHORIZATIONSERVER_ISSUER", ports.url(Port.ISSUER));
    environment.put("COUNTERSIGN_CHECKOUT", home.checkout().toString());
    environment.put("COUNTERSIGN_HOME", home.state().toString());
    return environment;
  }

  Map<String, String> functions() {
    var environment = listening(Port.FUNCTIONS);
    environment.put("PAYMENTS_TOKEN", secrets.reveal("payments-token"));
    return environment;
  }

  Map<String, String> gateway() throws IOException {
    var environment = service(Port.GATEWAY, "gateway");
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.get(Port.MANAGEMENT)));
    environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    environment.put(
        "COUNTERSIGN_GATEWAY_CONFIG", new GatewayConfiguration(home, ports).file().toString());
    String approvals = "COUNTERSIGN_GATEWAY_APPROVALS_";
    environment.put(approvals + "URL", ports.url(Port.APPROVAL));
    environment.put(approvals + "CLIENT_ID", "countersign-gateway");
    environment.put(
        approvals + "CLIENT_SECRET", secrets.reveal(Directory.secretOf("countersign-gateway")));
    environment.put(approvals + "TOKEN_URL", ports.url(Port.ISSUER) + "/oauth2/token");
    environment.put("COUNTERSIGN_GATEWAY_REPEATS_RECORDINGS", ports.url(Port.REPLAY));
    environment.put("PAYMENTS_TOKEN", secrets.reveal("payments-token"));
    return environment;
  }

  /// The environment of a service that keeps its state in a schema named after it.
  Map<String, String> withDatabase(Port port, String schema) {
    var environment = service(port, schema);
    String runtime = SuiteDatabase.runtimeRole(schema);
    String owner = SuiteDatabase.ownerRole(schema);
    environment.put("SPRING_DATASOURCE_URL", SuiteDatabase.url(ports.get(Port.POSTGRES), schema));
    environment.put("SPRING_DATASOURCE_USERNAME", runtime);
    environment.put(
        "SPRING_DATASOURCE_PASSWORD", secrets.reveal(SuiteDatabase.passwordOf(runtime)));
    environment.put("SPRING_FLYWAY_USER", owner);
    environment.put("SPRING_FLYWAY_PASSWORD", secrets.reveal(SuiteDatabase.passwordOf(owner)));
    if (port == Port.REPLAY) {
      environment.put("COUNTERSIGN_ERASURE_AUDITURL", ports.url(Port.AUDIT));
    }
    return environment;
  }

  private Map<String, String> service(Port port, String name) {
    var environment = listening(port);
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.get(Port.KAFKA));
    environment.put("COUNTERSIGN_EVIDENCE_WRITER", name + "-0");
    environment.put("COUNTERSIGN_EVIDENCE_STATE", evidence(name));
    environment.put("COUNTERSIGN_EVIDENCE_TRUST", home.folder("trust").toString());
    environment.put("COUNTERSIGN_TOKENS_ISSUERS_0_ISSUER", ports.url(Port.ISSUER));
    environment.put("COUNTERSIGN_TOKENS_ISSUERS_0_JWKS", ports.url(Port.ISSUER) + "/oauth2/jwks");
    environment.put("COUNTERSIGN_TOKENS_AUDIENCE", Directory.AUDIENCE);
    return environment;
  }

  private String evidence(String name) {
    home.privateFolder("evidence");
    return home.privateFolder("evidence/" + name).toString();
  }

  private Map<String, String> listening(Port port) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("SERVER_PORT", Integer.toString(ports.get(port)));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    // Fewer allocator arenas: less memory for the same work on a small machine.
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }
}

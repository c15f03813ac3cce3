package dev.countersign.quickstart.services;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.process.ClassPath;
import dev.countersign.quickstart.process.JavaCommand;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.Probe;
import dev.countersign.quickstart.process.Spawner;
import dev.countersign.quickstart.services.JavaPart.Command;
import dev.countersign.quickstart.services.JavaPart.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// All Java parts of the suite.
public final class ServiceParts {
  private static final String PACKAGE = "dev.countersign.quickstart.";
  private static final String READINESS = "/actuator/health/readiness";

  private final Home home;
  private final Ports ports;
  private final Spawner spawner;
  private final Probe probe = new Probe();
  private final ServiceEnvironment environment;

  public ServiceParts(Home home, Ports ports, Secrets secrets, Spawner spawner) {
    this.home = home;
    this.ports = ports;
    this.spawner = spawner;
    this.environment = new ServiceEnvironment(home, ports, secrets);
  }

  /// The parts in the order in which `status` shows them.
  public List<Part> all() {
    return List.of(
        part("issuer", "/.well-known/openid-configuration", this::issuer, Port.ISSUER),
        part("functions", "/health", this::functions, Port.FUNCTIONS),
        gateway(),
        service("approval", Port.APPROVAL, () -> small().quickToStart()),
        service("audit", Port.AUDIT, ServiceParts::small),
        service("replay", Port.REPLAY, () -> small().quickToStart()));
  }

  private Part gateway() {
    return new JavaPart(
        "gateway",
        List.of(Port.GATEWAY, Port.MANAGEMENT),
        Set.of("kafka"),
        ports.url(Port.MANAGEMENT) + READINESS,
        () ->
            new Command(
                jar("gateway-service", new JavaCommand("-Xms160m", "-Xmx320m")),
                environment.gateway()),
        probe,
        spawner,
        home);
  }

  private static JavaCommand small() {
    return new JavaCommand("-Xms64m", "-Xmx256m");
  }

  private Part service(String name, Port port, Supplier<JavaCommand> java) {
    return new JavaPart(
        name,
        List.of(port),
        Set.of("postgres", "kafka"),
        ports.url(port) + READINESS,
        () -> new Command(jar(name + "-service", java.get()), environment.withDatabase(port, name)),
        probe,
        spawner,
        home);
  }

  private Part part(String name, String health, Launch launch, Port port) {
    return new JavaPart(
        name, List.of(port), Set.of(), ports.url(port) + health, launch, probe, spawner, home);
  }

  private Command issuer() throws IOException {
    var words = new JavaCommand("-Xms32m", "-Xmx96m").quickToStart();
    return ownClass("issuer", words, "issuer.IssuerApplication", environment.issuer());
  }

  private Command functions() throws IOException {
    var words = new JavaCommand("-Xms32m", "-Xmx96m", "-Dsun.net.httpserver.nodelay=true");
    return ownClass("functions", words, "functions.FunctionsServer", environment.functions());
  }

  private List<String> jar(String module, JavaCommand java)
      throws IOException, InterruptedException {
    Path jar = new ServiceJar(home, module).unpacked();
    return java.archivedIn(home.folder("apps").resolve(module)).jar(jar);
  }

  private Command ownClass(String part, JavaCommand java, String name, Map<String, String> settings)
      throws IOException {
    var whole = new LinkedHashMap<>(settings);
    whole.putAll(ClassPath.of(home, part, library -> true));
    return new Command(java.archivedIn(home.folder("apps/" + part)).main(PACKAGE + name), whole);
  }
}

package dev.countersign.quickstart.kafka;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.process.ClassPath;
import dev.countersign.quickstart.process.JavaCommand;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.Probe;
import dev.countersign.quickstart.process.Spawner;
import dev.countersign.quickstart.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/// The Kafka broker of the quickstart, a JVM of its own.
///
/// With one broker, "durable" means handed to the operating system: it survives the death of the
/// process, not of the machine. Real installations use three brokers and `min.insync.replicas=2`.
public final class KafkaPart implements Part {
  private final Home home;
  private final Ports ports;
  private final Spawner spawner;
  private final Path folder;

  public KafkaPart(Home home, Ports ports, Spawner spawner) {
    this.home = home;
    this.ports = ports;
    this.spawner = spawner;
    this.folder = home.folder("kafka");
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.KAFKA, Port.CONTROLLER);
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public long start() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Path settings = folder.resolve("server.properties");
    int port = ports.get(Port.KAFKA);
    var broker = new BrokerSettings(port, ports.get(Port.CONTROLLER), data);
    Files.writeString(settings, broker.text());
    if (Files.notExists(data.resolve("meta.properties"))) {
      format(settings);
    }
    var command =
        java("-Xms96m", "-Xmx256m")
            .archivedIn(home.folder("apps/" + name()))
            .main("kafka.Kafka", settings.toString());
    return spawner.start(command, environment(), folder, home.log(name()));
  }

  @Override
  public boolean ready() {
    return Probe.accepts(ports.get(Port.KAFKA));
  }

  @Override
  public void settle() throws IOException, InterruptedException {
    new Topics(ports.get(Port.KAFKA)).create();
  }

  private void format(Path settings) throws IOException, InterruptedException {
    String cluster = Uuid.randomUuid().toString();
    var command =
        java()
            .quickToStart()
            .main(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id=" + cluster,
                "--config=" + settings,
                "--ignore-formatted");
    Tool.run("formatting Kafka's storage", command, environment(), home.log(name()));
  }

  private JavaCommand java(String... heap) {
    var options = new ArrayList<>(List.of(heap));
    options.add("-Dlogback.configurationFile=dev/countersign/quickstart/kafka/logback-kafka.xml");
    return new JavaCommand(options.toArray(String[]::new));
  }

  /// Kafka reads its log levels from Log4j's own implementation, which the bridge to SLF4J hides.
  private Map<String, String> environment() throws IOException {
    return ClassPath.of(home, name(), library -> !library.startsWith("log4j-to-slf4j"));
  }
}

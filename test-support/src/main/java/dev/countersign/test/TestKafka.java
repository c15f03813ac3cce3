package dev.countersign.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real Kafka broker in KRaft mode, one per JVM, in a process of its own with its data on disk.
///
/// It can be stopped or killed and started again on the same data and port, for tests of an outage.
public final class TestKafka {
  public static final List<String> TOPICS =
      List.of(
          "countersign.evidence",
          "countersign.recordings",
          "countersign.approvals.requests",
          "countersign.approvals.decisions",
          "countersign.policies");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final int port;
  private @Nullable Process broker;

  private TestKafka(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  public static TestKafka shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    private static final TestKafka INSTANCE = create();
  }

  /// A broker of the caller's own, for a test that must not disturb others.
  public static TestKafka create() {
    try {
      TestKafka kafka = new TestKafka(TestFolders.create("countersign-kafka"), FreePorts.next());
      kafka.prepare();
      kafka.start();
      kafka.createTopics();
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::kill, "stop-test-kafka"));
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka did not start", e);
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public synchronized void start() {
    if (broker != null && broker.isAlive()) {
      return;
    }
    broker = java("kafka.Kafka", home.resolve("server.properties").toString());
    Awaitility.await().atMost(PATIENCE).until(this::answers);
  }

  /// Ends the broker as an operator would.
  public synchronized void stop() {
    end(Process::destroy);
  }

  /// Ends the broker as a power failure would.
  public synchronized void kill() {
    end(Process::destroyForcibly);
  }

  private void end(java.util.function.Consumer<Process> how) {
    Process running = broker;
    if (running == null) {
      return;
    }
    how.accept(running);
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    broker = null;
  }

  private void prepare() throws IOException {
    int controller = FreePorts.next();
    Files.writeString(
        home.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=3
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        auto.create.topics.enable=false
        group.initial.rebalance.delay.ms=0
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=500
        """
            .formatted(port, controller, home.resolve("data")));
    Files.writeString(
        home.resolve("logback.xml"),
        """
        <configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder>\
        <pattern>%d %-5level %logger{0} %msg%n</pattern></encoder></appender>\
        <root level="WARN"><appender-ref ref="out"/></root></configuration>
        """);
    Process format =
        java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "Y291bnRlcnNpZ24tdGVzdA",
            "--config",
            home.resolve("server.properties").toString());
    try {
      if (format.waitFor() != 0) {
        throw new IOException(
            "Kafka's storage was not formatted, see " + home.resolve("kafka.log"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process java(String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
            "-cp",
            System.getProperty("java.class.path"),
            main));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("kafka.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka did not start", e);
    }
  }

  private boolean answers() {
    Process running = broker;
    if (running == null || !running.isAlive()) {
      throw new IllegalStateException("Kafka ended early, see " + home.resolve("kafka.log"));
    }
    try (Admin admin = admin(Duration.ofSeconds(2))) {
      admin.listTopics().names().get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void createTopics() {
    createTopics(TOPICS);
  }

  /// Creates topics of three partitions.
  public void createTopics(List<String> names) {
    try (Admin admin = admin(PATIENCE)) {
      admin
          .createTopics(names.stream().map(name -> new NewTopic(name, 3, (short) 1)).toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics were not created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Admin admin(Duration patience) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) patience.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) patience.toMillis()));
  }
}

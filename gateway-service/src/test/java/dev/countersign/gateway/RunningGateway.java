package dev.countersign.gateway;

import dev.countersign.test.Patience;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A real gateway on a real broker, before an upstream and an approval-service of the test.
final class RunningGateway implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final RecordingUpstream upstream;
  final FakeApprovals approvals;
  final EvidenceTopic evidence;
  private final ConfigurableApplicationContext context;
  private final int port;

  private RunningGateway(
      RecordingUpstream upstream,
      FakeApprovals approvals,
      EvidenceTopic evidence,
      ConfigurableApplicationContext context) {
    this.upstream = upstream;
    this.approvals = approvals;
    this.evidence = evidence;
    this.context = context;
    this.port =
        java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
            .getPort();
  }

  /// The one that most tests share.
  static RunningGateway shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    private static final RunningGateway INSTANCE = start(TestKafka.shared(), "gateway-0", Map.of());
  }

  static RunningGateway start(TestKafka kafka, String writer, Map<String, Object> changes) {
    return start(kafka, writer, changes, true);
  }

  static RunningGateway start(
      TestKafka kafka, String writer, Map<String, Object> changes, boolean untilOpen) {
    Path state = ServiceProperties.newStateDirectory();
    FakeApprovals approvals = FakeApprovals.start(kafka.bootstrapServers(), state.resolve("trust"));
    RunningGateway gateway =
        start(kafka, writer, state, RecordingUpstream.start(), approvals, changes);
    if (untilOpen) {
      gateway.awaitOpen();
    }
    return gateway;
  }

  /// Another gateway before the same upstream and approval-service.
  RunningGateway replica(TestKafka kafka, Path state, String writer) {
    RunningGateway other = start(kafka, writer, state, upstream, approvals, Map.of());
    other.awaitOpen();
    return other;
  }

  static RunningGateway start(
      TestKafka kafka,
      String writer,
      Path state,
      RecordingUpstream upstream,
      FakeApprovals approvals,
      Map<String, Object> changes) {
    Map<String, Object> properties =
        new HashMap<>(ServiceProperties.withoutDatabase("gateway", state));
    properties.put("management.server.port", "0");
    properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    properties.put("countersign.evidence.writer", writer);
    properties.put("countersign.gateway.config", config(state, upstream).toString());
    properties.put("countersign.gateway.approvals.url", approvals.url());
    properties.put("countersign.gateway.approvals.token-url", approvals.url() + "/token");
    properties.put("countersign.gateway.approvals.client-id", "gateway");
    properties.put("countersign.gateway.approvals.client-secret", "gateway-secret");
    properties.put("countersign.gateway.approvals.connect-timeout", "30s");
    properties.put("countersign.gateway.approvals.read-timeout", "30s");
    properties.put("countersign.messages.deliver-within", "15s");
    properties.putAll(changes);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(GatewayService.class)
            .run(
                properties.entrySet().stream()
                    .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new));
    return new RunningGateway(
        upstream, approvals, EvidenceTopic.follow(kafka.bootstrapServers()), context);
  }

  private static Path config(Path state, RecordingUpstream upstream) {
    try (InputStream template =
        RunningGateway.class.getResourceAsStream("/connections-for-tests.yaml")) {
      if (template == null) {
        throw new IllegalStateException("connections-for-tests.yaml is missing");
      }
      String yaml = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      Path file = state.resolve("connections.yaml");
      Files.createDirectories(state);
      Files.writeString(state.resolve("upstream-secret"), "the-upstreams-own-secret\n");
      Files.writeString(
          file,
          yaml.replace("@upstream@", upstream.url()).replace("@raw@", RawUpstream.shared().url()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitOpen() {
    var writer = context.getBean(dev.countersign.evidence.writer.EvidenceWriter.class);
    Awaitility.await().until(writer::isOpen);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  int managementPort() {
    return Integer.parseInt(
        java.util.Objects.requireNonNull(
            context.getEnvironment().getProperty("local.management.port")));
  }

  int port() {
    return port;
  }

  /// A request as alice of the support group, to be changed at will.
  HttpRequest.Builder as(String token, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Patience.WHERE_NOTHING_IS_SAID)
        .header("Authorization", "Bearer " + token);
  }

  HttpRequest.Builder asAlice(String path) {
    return as(alice(), path);
  }

  static String alice() {
    return TestIssuer.shared().token("alice").groups("support").sign();
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(asAlice(path).GET());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        asAlice(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /// Sends exact bytes and reads until the gateway closes the connection.
  String raw(String request) {
    return new String(
        raw(request.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
  }

  byte[] raw(byte[] request) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(Patience.MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a beginning and reads the first line that comes back, the request being unfinished.
  String firstLine(String beginning) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(Patience.MILLIS);
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
          .readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String callOf(HttpResponse<?> response) {
    return response.headers().firstValue("Countersign-Call").orElseThrow();
  }

  @Override
  public void close() {
    context.close();
  }
}

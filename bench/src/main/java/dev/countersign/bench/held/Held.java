package dev.countersign.bench.held;

import dev.countersign.bench.process.MeasuredProcess;
import dev.countersign.test.FreePorts;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Measures what held calls cost a gateway: memory, threads, and whether others still get through.
///
/// Memory is the process's resident set after a full collection, with and without the held calls.
public final class Held {
  private static final PrintStream OUT = System.out;
  private static final Pattern GAUGE =
      Pattern.compile("(?m)^countersign_gateway_held(?:\\{[^}]*})? ([0-9.E]+)$");
  private static final int BATCH = 250;
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final HeldSettings settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private final MeasuredProcess gateway;
  private final int port;
  private final int management;
  private final String token;

  private Held(
      HeldSettings settings, MeasuredProcess gateway, int port, int management, String token) {
    this.settings = settings;
    this.gateway = gateway;
    this.port = port;
    this.management = management;
    this.token = token;
  }

  /// Ends with 0 when all was measured. Exits, because issuer and people have threads.
  public static void main(String[] args) {
    int code = 1;
    try {
      run(HeldSettings.of(args));
      code = 0;
    } catch (IOException | RuntimeException e) {
      OUT.println("not measured: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  private static void run(HeldSettings settings) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("countersign-held");
    OUT.println("logs: " + work);
    TestIssuer issuer = TestIssuer.create();
    TestKafka kafka = TestKafka.create();
    int port = FreePorts.next();
    int management = FreePorts.next();
    String token = issuer.token("alice").groups("support").expiresIn(Duration.ofHours(2)).sign();
    try (People people = People.whoNeverDecide();
        MeasuredProcess gateway =
            MeasuredProcess.start(
                "gateway",
                settings.flags(),
                List.of("-jar", jarIn(settings.checkout()).toString()),
                environment(issuer, kafka, people, work, port, management),
                work)) {
      new Held(settings, gateway, port, management, token).measure();
    } finally {
      kafka.kill();
    }
  }

  private static Map<String, String> environment(
      TestIssuer issuer, TestKafka kafka, People people, Path work, int port, int management)
      throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_TOMCAT_MAX_CONNECTIONS", "19000");
    environment.put("SERVER_TOMCAT_ACCEPT_COUNT", "1000");
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("COUNTERSIGN_EVIDENCE_WRITER", "gateway-0");
    environment.put("COUNTERSIGN_EVIDENCE_STATE", work.resolve("state").toString());
    environment.put("COUNTERSIGN_EVIDENCE_TRUST", work.resolve("trust").toString());
    environment.put("COUNTERSIGN_TOKENS_ISSUERS_0_ISSUER", issuer.issuer());
    environment.put("COUNTERSIGN_TOKENS_ISSUERS_0_JWKS", issuer.jwksUri());
    environment.put("COUNTERSIGN_TOKENS_AUDIENCE", "countersign");
    environment.put("COUNTERSIGN_GATEWAY_CONFIG", connections(work).toString());
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_URL", people.url());
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_TOKENURL", people.url() + "/token");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_CLIENTID", "gateway");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_CLIENTSECRET", "secret");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_HELDATMOST", "20000");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_HOLDATMOST", "1h");
    environment.put("COUNTERSIGN_GATEWAY_APPROVALS_READTIMEOUT", "30s");
    return environment;
  }

  private static Path connections(Path work) throws IOException {
    return Files.writeString(
        work.resolve("connections.yaml"),
        """
        connections:
          - name: payments
            type: http
            upstream: "http://127.0.0.1:9"
            functions: [ { name: refund, match: "POST /refunds" } ]
            grants: [ { groups: [support], functions: ["*"] } ]
            approvals: [ { when: "true", from: [leads], decide-within: 2h } ]
            masking: [pii, secrets]
        """);
  }

  private static Path jarIn(Path checkout) throws IOException {
    try (Stream<Path> files = Files.list(checkout.resolve("gateway-service/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("gateway-service-[\\w.-]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar of the gateway: build it first"));
    }
  }

  private void measure() throws IOException, InterruptedException {
    awaitHeld(-1);
    List<Socket> sockets = new ArrayList<>();
    open(sockets, 200);
    awaitHeld(200);
    long before = settledMegabytes();
    Duration cpu = gateway.cpu();
    long began = System.nanoTime();
    while (sockets.size() < 200 + settings.calls()) {
      open(sockets, Math.min(BATCH, 200 + settings.calls() - sockets.size()));
      awaitHeld(sockets.size());
    }
    Duration opening = Duration.ofNanos(System.nanoTime() - began);
    long after = settledMegabytes();
    OUT.printf(
        "%d calls held after %d s and %d s of CPU time%n",
        settings.calls(), opening.toSeconds(), gateway.cpu().minus(cpu).toSeconds());
    OUT.printf(
        "resident: %d MB before, %d MB with them: %d MB extra, %d KB a call%n",
        before, after, after - before, (after - before) * 1024 / settings.calls());
    OUT.printf("threads of the system: %d%n", threads());
    Duration idle = gateway.cpu();
    TimeUnit.SECONDS.sleep(20);
    OUT.printf(
        "CPU while they wait: %.1f %% of one core%n", gateway.cpu().minus(idle).toMillis() / 200.0);
    for (Socket socket : sockets) {
      socket.close();
    }
    long left = System.nanoTime();
    awaitHeld(0);
    OUT.printf(
        "all noticed as gone after %d s%n", Duration.ofNanos(System.nanoTime() - left).toSeconds());
  }

  private void open(List<Socket> sockets, int count) throws IOException {
    String padding = "x".repeat(settings.body());
    int first = sockets.size();
    for (int i = 0; i < count; i++) {
      String body = "{\"number\":%d,\"note\":\"%s\"}".formatted(first + i, padding);
      Socket socket = new Socket("127.0.0.1", port);
      socket
          .getOutputStream()
          .write(
              ("POST /payments/refunds HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                      + token
                      + "\r\nPrefer: wait=3600\r\nContent-Type: application/json\r\n"
                      + "Content-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.US_ASCII));
      sockets.add(socket);
    }
  }

  /// Waits until so many calls are held; for -1 until the gateway answers at all.
  private void awaitHeld(int count) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count < 0 ? held() < 0 : held() != count) {
      if (System.nanoTime() > end || !gateway.process().isAlive()) {
        throw new IllegalStateException("held: %d (expected: %d)".formatted(held(), count));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private int held() throws InterruptedException {
    try {
      URI metrics = URI.create("http://127.0.0.1:" + management + "/actuator/prometheus");
      String text =
          http.send(
                  HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(30)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher gauge = GAUGE.matcher(text);
      return gauge.find() && isOpen() ? (int) Double.parseDouble(gauge.group(1)) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private boolean isOpen() throws IOException, InterruptedException {
    URI ready = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
    return http.send(
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  // Resident memory after full collections, so that what could be collected does not count.
  private long settledMegabytes() throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      new ProcessBuilder(jcmd.toString(), Long.toString(gateway.process().pid()), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    return gateway.residentMegabytes();
  }

  private long threads() throws IOException {
    try (Stream<Path> tasks =
        Files.list(Path.of("/proc", Long.toString(gateway.process().pid()), "task"))) {
      return tasks.count();
    }
  }
}

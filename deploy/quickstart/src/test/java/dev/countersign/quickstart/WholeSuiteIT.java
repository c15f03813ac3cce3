package dev.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.demo.Demo;
import dev.countersign.quickstart.demo.Stage;
import dev.countersign.quickstart.drive.Drive;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.login.Login;
import dev.countersign.quickstart.process.ProcessFiles;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import dev.countersign.quickstart.suite.PartFailed;
import dev.countersign.quickstart.suite.Suite;
import dev.countersign.test.FreePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole suite as processes of its own, on free ports and in a folder of its own: what it
/// promises while everything works, and while parts of it die.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeSuiteIT {
  private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
  private static final String CUSTOMER = "/payments/customers/c-1001";

  private final Console console =
      Console.plain(new PrintStream(System.out, true, StandardCharsets.UTF_8));
  private final Http http = new Http();
  private Path folder;
  private Home home;
  private Ports ports;
  private Suite suite;
  private Login login;

  @BeforeAll
  void bringItUp(@TempDir Path temporary) throws PartFailed, InterruptedException {
    folder = temporary;
    home = new Home(CHECKOUT, folder.resolve("state"));
    var numbers = new HashMap<String, String>();
    for (Port port : Port.values()) {
      numbers.put(port.variable(), Integer.toString(FreePorts.next()));
    }
    ports = Ports.of(numbers);
    suite = new Suite(home, ports, console);
    login = new Login(ports.url(Port.ISSUER), new Secrets(home), http, Clock.systemUTC());
    suite.up(List.of());
  }

  @AfterAll
  void takeItDown() throws PartFailed, InterruptedException {
    suite.down(List.of());
    assertThat(suite.anyRunning()).isFalse();
  }

  @Test
  @Order(1)
  void aSecondUpFindsEverythingRunning() throws Exception {
    assertThat(suite.up(List.of())).isEmpty();
    assertThat(suite.allReady()).isTrue();
  }

  @Test
  @Order(2)
  void tokensSayWhoActsForWhomAndWhatTheyAreFor() throws Exception {
    JsonNode alice = claims(login.as("alice").reveal());
    assertThat(alice.path("sub").asString()).isEqualTo("alice");
    assertThat(alice.path("aud").asString()).isEqualTo("countersign");
    assertThat(alice.path("groups").toString()).isEqualTo("[\"support\"]");
    assertThat(alice.path("kind").asString()).isEqualTo("person");

    JsonNode agent = claims(login.as("alice", "support-agent").reveal());
    assertThat(agent.path("sub").asString()).isEqualTo("alice");
    assertThat(agent.path("act").path("sub").asString()).isEqualTo("support-agent");

    JsonNode job = claims(login.as("ci-job").reveal());
    assertThat(job.path("groups").toString()).isEqualTo("[\"ci\"]");
    assertThat(claims(login.as("newsletter-app").reveal()).path("aud").asString())
        .isEqualTo("newsletter");
  }

  @Test
  @Order(3)
  void aServiceRoleMayNeitherMakeTablesNorReadAnotherSchema() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + ports.get(Port.POSTGRES) + "/countersign";
    String password = new Secrets(home).reveal("database-countersign_replay");
    try (Connection replay = DriverManager.getConnection(url, "countersign_replay", password)) {
      refused(() -> replay.createStatement().execute("CREATE TABLE replay.own (id int)"));
      refused(() -> replay.createStatement().execute("CREATE TABLE public.own (id int)"));
      refused(() -> replay.createStatement().execute("SELECT * FROM audit.flyway_schema_history"));
    }
    refused(() -> DriverManager.getConnection(url, "countersign_replay", "wrong").close());
  }

  @Test
  @Order(4)
  void theDemoDoesWhatItSays() throws Exception {
    assertThat(new Demo(console, new Stage(home, ports, http, login, new Secrets(home))).run())
        .isTrue();
  }

  @Test
  @Order(5)
  void everyDrivenCallIsAccountedForAndNoAddressComesThrough() throws Exception {
    Path sample = CHECKOUT.resolve("deploy/quickstart/samples/library-calls.jsonl");

    assertThat(drive(sample, "airline-agent")).isTrue();
  }

  @Test
  @Order(6)
  void aCallWithoutAGrantIsAccountedForAsRefused() throws Exception {
    assertThat(drive(traffic("refused", 20), "ci-job")).isTrue();
  }

  @Test
  @Order(7)
  void afterTheGatewaysDeathEveryCallTheUpstreamSawHasItsIntent() throws Exception {
    Path traffic = traffic("killed", 600);
    CompletableFuture<Boolean> drive = inBackground(() -> drive(traffic, "retail-agent"));
    CompletableFuture<Boolean> slow =
        inBackground(() -> call("alice", "/payments/slow?ms=20000").status() == 200);
    long before = upstreamTotal();
    Awaitility.await().until(() -> upstreamTotal() > before + 50);

    ProcessHandle gateway = process("gateway");
    gateway.destroyForcibly();
    gateway.onExit().get();
    assertThat(suite.up(List.of())).containsExactly("gateway");

    assertThat(ended(drive)).isTrue();
    assertThat(ended(slow)).isFalse();
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> openIntents() == 0);
    Map<String, JsonNode> intents = intentsByTrace();
    assertThat(intents.keySet()).containsAll(seenTraces());
    assertThat(outcomesWithStatus("unknown")).isNotEmpty();
    assertThat(verifiedExport()).isZero();
  }

  @Test
  @Order(8)
  void withoutKafkaNothingIsForwardedAndWithItCallsPassAgain() throws Exception {
    assertThat(call("alice", CUSTOMER).status()).isEqualTo(200);
    suite.down(List.of("kafka"));
    long before = upstreamTotal();

    for (int i = 0; i < 5; i++) {
      Reply refused = call("alice", CUSTOMER);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("evidence-unavailable");
    }
    assertThat(upstreamTotal()).isEqualTo(before);

    suite.up(List.of("kafka"));
    Awaitility.await().until(() -> call("alice", CUSTOMER).status() == 200);
    Awaitility.await().until(() -> suite.allReady());
  }

  @Test
  @Order(9)
  void withoutPostgresCallsGoOnAndTheServicesCatchUp() throws Exception {
    suite.down(List.of("postgres"));
    for (int i = 0; i < 10; i++) {
      assertThat(call("alice", CUSTOMER).status()).isEqualTo(200);
    }
    Reply last = call("alice", CUSTOMER);

    suite.up(List.of("postgres"));
    String path = "/api/v1/calls/" + last.header("Countersign-Call");
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> ask(Port.AUDIT, path).json().path("outcome").isNumber());
  }

  @Test
  @Order(10)
  void aHoldKeepsARecordingAndWithoutItAKeeperHasItErased() throws Exception {
    String call = call("alice", CUSTOMER).header("Countersign-Call");
    String frames = "/api/v1/calls/" + call + "/frames";
    Awaitility.await()
        .until(() ->
            frames(frames).stream()
                .anyMatch(frame -> frame.path("direction").asString().equals("response")));
    Map<String, String> hold = Map.of("reason", "case 9");
    Reply placed = keep(Port.AUDIT, "/api/v1/holds", hold);
    assertThat(placed.status()).isEqualTo(201);

    Map<String, String> order = Map.of("call", call, "reason", "request 12");
    Reply refused = keep(Port.REPLAY, "/api/v1/erasures", order);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("held");
    String release = "/api/v1/holds/" + placed.json().path("hold").asString() + "/release";
    assertThat(keep(Port.AUDIT, release, hold).status()).isEqualTo(200);
    assertThat(keep(Port.REPLAY, "/api/v1/erasures", order).status()).isEqualTo(200);

    assertThat(frames(frames)).isNotEmpty().allMatch(frame -> frame.has("erasedAt"));
    Awaitility.await().until(() -> records("payload.erased").size() == 1);
    assertThat(verifiedExport()).isZero();
  }

  private List<JsonNode> frames(String path) throws IOException, InterruptedException {
    return ask(Port.REPLAY, path).json().path("items").valueStream().toList();
  }

  private Reply keep(Port service, String path, Map<String, String> body)
      throws IOException, InterruptedException {
    return http.json(
        "POST",
        ports.url(service) + path,
        Http.bearer(login.as("kim").reveal()),
        JsonMapper.shared().writeValueAsBytes(body));
  }

  @Test
  @Order(11)
  void dataSurviveDownAndUp() throws Exception {
    long before = ask(Port.AUDIT, "/api/v1/status").json().path("size").asLong(-1);
    suite.down(List.of());
    suite.up(List.of());

    assertThat(ask(Port.AUDIT, "/api/v1/status").json().path("size").asLong(-1))
        .isGreaterThanOrEqualTo(before);
    assertThat(before).isPositive();
    assertThat(call("alice", CUSTOMER).status()).isEqualTo(200);
    assertThat(verifiedExport()).isZero();
  }

  private boolean drive(Path file, String subject) throws IOException, InterruptedException {
    var drive = new Drive(ports, new Secrets(home), http, login, Clock.systemUTC(), console);
    return drive.run(new Drive.Plan(file, subject, 4, Integer.MAX_VALUE));
  }

  /// Invented traffic in which every answer holds an e-mail address.
  private Path traffic(String name, int calls) throws IOException {
    List<String> lines =
        IntStream.range(0, calls)
            .mapToObj(i ->
                """
                {"session":"%s-%d","seq":%d,"function":"look_up","arguments":{"number":%d},\
                "response":{"number":%d,"email":"somebody%d@example.com"}}\
                """
                    .formatted(name, i % 8, i, i, i, i))
            .toList();
    return Files.write(folder.resolve(name + ".jsonl"), lines);
  }

  private Reply call(String who, String path) throws IOException, InterruptedException {
    return http.get(ports.url(Port.GATEWAY) + path, Http.bearer(login.as(who).reveal()));
  }

  private Reply ask(Port service, String path) throws IOException, InterruptedException {
    return http.get(ports.url(service) + path, Http.bearer(login.as("ann").reveal()));
  }

  private JsonNode upstream(String path) throws IOException, InterruptedException {
    String token = new Secrets(home).reveal("payments-token");
    return http.get(ports.url(Port.FUNCTIONS) + path, Http.bearer(token)).json();
  }

  private long upstreamTotal() throws IOException, InterruptedException {
    return upstream("/counter").path("total").asLong(-1);
  }

  private Set<String> seenTraces() throws IOException, InterruptedException {
    var traces = new HashSet<String>();
    upstream("/seen").path("traces").valueStream().forEach(t -> traces.add(t.asString()));
    return traces;
  }

  private long openIntents() throws IOException, InterruptedException {
    return ask(Port.AUDIT, "/api/v1/status").json().path("openIntents").asLong(-1);
  }

  private Map<String, JsonNode> intentsByTrace() throws IOException, InterruptedException {
    var intents = new HashMap<String, JsonNode>();
    for (JsonNode record : records("call.intent")) {
      JsonNode body = record.path("record").path("body");
      intents.put(body.path("trace").asString(""), body);
    }
    return intents;
  }

  private List<JsonNode> outcomesWithStatus(String status)
      throws IOException, InterruptedException {
    return records("call.outcome").stream()
        .map(record -> record.path("record").path("body"))
        .filter(body -> body.path("status").asString("").equals(status))
        .toList();
  }

  private List<JsonNode> records(String type) throws IOException, InterruptedException {
    var records = new ArrayList<JsonNode>();
    long from = 0;
    while (true) {
      String query = "?type=" + type + "&limit=1000&from-leaf=" + from;
      List<JsonNode> page =
          ask(Port.AUDIT, "/api/v1/records" + query).json().path("items").valueStream().toList();
      if (page.isEmpty()) {
        return records;
      }
      records.addAll(page);
      from = page.getLast().path("leaf").asLong() + 1;
    }
  }

  /// The exit code of the offline verifier for an export of now.
  private int verifiedExport() throws IOException, InterruptedException {
    Path bundle = folder.resolve("export.zip");
    int status =
        http.download(
            ports.url(Port.AUDIT) + "/api/v1/export",
            Http.bearer(login.as("ann").reveal()),
            bundle);
    assertThat(status).isEqualTo(200);
    Process verifier =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.countersign.evidence.verify.VerifyCommand",
                bundle.toString(),
                "--trust",
                trustedKeys().toString())
            .inheritIO()
            .start();
    return verifier.waitFor();
  }

  /// The writers' keys as the services published them, and the log's key as the audit-service says.
  private Path trustedKeys() throws IOException, InterruptedException {
    Path trust = home.folder("trust");
    JsonNode keys = ask(Port.AUDIT, "/api/v1/keys").json();
    Path copy = Files.createDirectories(folder.resolve("trust"));
    try (var files = Files.list(trust)) {
      for (Path file : files.toList()) {
        Files.write(copy.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Files.writeString(copy.resolve("log.jwks.json"), keys.path("log").toString());
    return copy;
  }

  private ProcessHandle process(String part) throws IOException {
    return new ProcessFiles(home.folder("run")).running(part).orElseThrow();
  }

  private static JsonNode claims(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JsonMapper.shared().readTree(claims);
  }

  private static void refused(ThrowingCallable statement) {
    org.assertj.core.api.Assertions.assertThatThrownBy(statement).isInstanceOf(SQLException.class);
  }

  /// Something that may take a while and may fail.
  private interface Work {
    boolean done() throws IOException, InterruptedException;
  }

  private static CompletableFuture<Boolean> inBackground(Work work) {
    var result = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(work.done());
          } catch (IOException e) {
            result.complete(false);
          } catch (InterruptedException | RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static boolean ended(CompletableFuture<Boolean> work)
      throws InterruptedException, ExecutionException, TimeoutException {
    return work.get(180, TimeUnit.SECONDS);
  }
}

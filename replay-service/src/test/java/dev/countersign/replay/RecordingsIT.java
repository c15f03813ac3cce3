package dev.countersign.replay;

import static dev.countersign.replay.TestFrames.newCall;
import static dev.countersign.replay.TestFrames.newSession;
import static dev.countersign.replay.TestFrames.proof;
import static dev.countersign.replay.TestFrames.request;
import static dev.countersign.replay.TestFrames.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.evidence.record.Digest;
import dev.countersign.replay.ReplayClient.Answer;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import dev.countersign.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RecordingsIT {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final TestBroker BROKER = new TestBroker(TestKafka.shared().bootstrapServers());

  @LocalServerPort private int port;
  @Autowired private MeterRegistry meters;

  private final String session = newSession();
  private ReplayClient auditor;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "replay");
    registry.add("countersign.replay.page-size", () -> "100KB");
  }

  @BeforeEach
  void logIn() {
    auditor = ReplayClient.auditor(port);
  }

  @Test
  void showsASessionInTheOrderOfTheWireWhateverTheOrderOfArrival() {
    UUID first = newCall();
    UUID second = newCall();
    BROKER.send(
        request(second, session).at(START.plusSeconds(9)).text("{\"n\":2}"),
        request(first, session).at(START).text("{\"n\":1}"),
        response(second, session, 0, true).at(START.plusSeconds(10)).text("[2]"),
        response(first, session, 1, true).at(START.plusSeconds(12)).text("more]"),
        response(first, session, 0, false).at(START.plusSeconds(11)).text("[1,"));

    List<JsonNode> frames = awaitFrames(5);

    assertThat(frames)
        .extracting(frame -> frame.path("text").asString())
        .containsExactly("{\"n\":1}", "[1,", "more]", "{\"n\":2}", "[2]");
    assertThat(frames)
        .extracting(frame -> frame.path("call").asString())
        .containsExactly(
            first.toString(),
            first.toString(),
            first.toString(),
            second.toString(),
            second.toString());
    assertThat(auditor.get("/api/v1/calls/" + first + "/frames").items())
        .isEqualTo(frames.subList(0, 3));
  }

  @Test
  void tellsEverythingAboutAFrame() {
    UUID call = newCall();
    BROKER.send(response(call, session, 0, true).at(START).text("{\"card\":\"***\"}"));

    JsonNode frame = awaitFrames(1).getFirst();

    assertThat(frame.propertyNames())
        .containsExactlyInAnyOrder(
            "call",
            "function",
            "connection",
            "subject",
            "direction",
            "index",
            "last",
            "at",
            "contentType",
            "digest",
            "text");
    assertThat(frame.path("call").asString()).isEqualTo(call.toString());
    assertThat(frame.path("function").asString()).isEqualTo("get_customer");
    assertThat(frame.path("connection").asString()).isEqualTo("payments");
    assertThat(frame.path("subject").asString()).isEqualTo("alice");
    assertThat(frame.path("direction").asString()).isEqualTo("response");
    assertThat(frame.path("index").asInt()).isZero();
    assertThat(frame.path("last").asBoolean()).isTrue();
    assertThat(frame.path("at").asString()).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(frame.path("contentType").asString()).isEqualTo("application/json");
    assertThat(frame.path("digest").asString())
        .isEqualTo(Digest.of("{\"card\":\"***\"}".getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Test
  void theProofOfAResponseComesBehindIt() {
    UUID call = newCall();
    BROKER.send(proof(call, session).text("{\"format\":1}"));
    BROKER.send(response(call, session, 0, true));
    BROKER.send(request(call, session));

    List<JsonNode> frames = awaitFrames(3);
    assertThat(frames)
        .extracting(frame -> frame.path("direction").asString())
        .containsExactly("request", "response", "response-proof");
    assertThat(frames.getLast().path("text").asString()).isEqualTo("{\"format\":1}");
  }

  @Test
  void bytesThatAreNoTextComeAsBase64() {
    byte[] half = {'"', (byte) 0xc3};
    BROKER.send(response(newCall(), session, 0, true).bytes(half).header("cs_subject", ""));

    JsonNode frame = awaitFrames(1).getFirst();

    assertThat(frame.path("base64").asString()).isEqualTo(Base64.getEncoder().encodeToString(half));
    assertThat(frame.has("text")).isFalse();
    assertThat(frame.has("subject")).isFalse();
  }

  @Test
  void dropsWhatItHasAlready() {
    UUID call = newCall();
    double before = counted("repeated");
    TestFrames frame = request(call, session).text("{}");
    BROKER.send(frame, frame, response(call, session, 0, true).text("[]"), frame);

    assertThat(awaitFrames(2)).hasSize(2);
    await().untilAsserted(() -> assertThat(counted("repeated") - before).isEqualTo(2));
  }

  @Test
  void pagesStayStableWhileFramesArrive() {
    UUID early = newCall();
    UUID late = newCall();
    BROKER.send(
        request(early, session).at(START).text("a"),
        request(late, session).at(START.plusSeconds(5)).text("d"));
    awaitFrames(2);
    Answer first = auditor.get(frames() + "?limit=1");

    BROKER.send(
        response(early, session, 0, false).at(START.plusSeconds(1)).text("b"),
        response(early, session, 1, true).at(START.plusSeconds(60)).text("c"),
        response(late, session, 0, true).at(START.plusSeconds(6)).text("e"));
    awaitFrames(5);

    List<String> rest = new ArrayList<>();
    String next = first.body().path("next").asString();
    while (!next.isEmpty()) {
      Answer page = auditor.get(frames() + "?limit=1&cursor=" + next);
      page.items().forEach(item -> rest.add(item.path("text").asString()));
      next = page.body().path("next").asString("");
    }
    assertThat(first.items().getFirst().path("text").asString()).isEqualTo("a");
    assertThat(rest).containsExactly("b", "c", "d", "e");
  }

  @Test
  void aPageEndsWithTheFrameThatReachesItsSize() {
    UUID call = newCall();
    BROKER.send(
        IntStream.range(0, 5)
            .mapToObj(index -> response(call, session, index, index == 4).text("x".repeat(60_000)))
            .toArray(TestFrames[]::new));
    await().until(() -> auditor.all(frames(), 100).size() == 5);

    assertThat(auditor.get(frames()).items()).hasSize(2);
  }

  @Test
  void listsSessionsWithCountsAndTimesTheNewestFirst() {
    String newer = newSession();
    Instant future = Instant.parse("2999-01-01T00:00:00Z");
    UUID call = newCall();
    BROKER.send(
        request(call, session).at(future),
        response(call, session, 0, true).at(future.plusSeconds(2)),
        request(newCall(), session).at(future.plusSeconds(4)).header("cs_subject", "bob"));
    BROKER.send(request(newCall(), newer).at(future.plusSeconds(1)));
    await().until(() -> sessionsNow().containsAll(List.of(newer, session)));
    awaitFrames(3);

    assertThat(sessionsNow()).containsSubsequence(newer, session);
    JsonNode listed =
        auditor.all("/api/v1/sessions", 1).stream()
            .filter(item -> item.path("session").asString().equals(session))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("calls").asInt()).isEqualTo(2);
    assertThat(listed.path("frames").asInt()).isEqualTo(3);
    assertThat(listed.path("first").asString()).isEqualTo("2999-01-01T00:00:00Z");
    assertThat(listed.path("last").asString()).isEqualTo("2999-01-01T00:00:04Z");
    assertThat(listed.path("subjects").valueStream().map(JsonNode::asString))
        .containsExactly("alice", "bob");
  }

  @Test
  void everyReadIsOnTheRecordBeforeItsAnswer() {
    UUID call = newCall();
    BROKER.send(request(call, session));
    awaitFrames(1);

    auditor.get("/api/v1/calls/" + call + "/frames?limit=7");

    assertThat(BROKER.readsAbout("call=" + call + "&limit=7"))
        .singleElement()
        .satisfies(read -> {
          assertThat(Objects.requireNonNull(read.subject()).id()).isEqualTo("ann");
          assertThat(read.operation()).isEqualTo("recordings.call-frames");
          assertThat(read.count()).isEqualTo(1);
        });
  }

  @Test
  void aSearchInVainIsOnTheRecordToo() {
    Answer answer = auditor.get(frames());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.type()).isEqualTo("urn:countersign:problem:not-found");
    assertThat(BROKER.readsAbout("session=" + session))
        .singleElement()
        .satisfies(read -> assertThat(read.count()).isZero());
  }

  @Test
  void refusesToShowAFrameThatWasChangedInTheDatabase() throws SQLException {
    UUID call = newCall();
    BROKER.send(request(call, session).text("{\"amount\":1}"));
    awaitFrames(1);
    try (Connection connection = TestPostgres.shared().superuser();
        PreparedStatement change =
            connection.prepareStatement("UPDATE replay.frame SET content = ? WHERE call = ?")) {
      change.setBytes(1, "{\"amount\":9}".getBytes(StandardCharsets.UTF_8));
      change.setObject(2, call);
      assertThat(change.executeUpdate()).isEqualTo(1);
    }

    Answer answer = auditor.get(frames());

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.type()).isEqualTo("urn:countersign:problem:recording-altered");
    assertThat(answer.body().toString()).contains(call.toString()).doesNotContain("amount");
  }

  @Test
  void showsNothingToAnybodyElse() {
    BROKER.send(request(newCall(), session).text("{\"n\":1}"));
    awaitFrames(1);
    ReplayClient stranger =
        new ReplayClient(port, TestIssuer.shared().token("eve").groups("support").sign());
    ReplayClient nobody = new ReplayClient(port, null);
    int before = BROKER.readsAbout("session=" + session).size();

    Answer refused = stranger.get(frames() + "?limit=nonsense");
    Answer unknown = nobody.get(frames());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.type()).isEqualTo("urn:countersign:problem:not-granted");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.response().headers().firstValue("www-authenticate")).isPresent();
    assertThat(BROKER.readsAbout("session=" + session)).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sessions?limit=0",
        "/api/v1/sessions?limit=1001",
        "/api/v1/sessions?limit=many",
        "/api/v1/sessions?cursor=nonsense",
        "/api/v1/sessions/two%20words/frames",
        "/api/v1/sessions/s/frames?cursor=AAAA",
        "/api/v1/calls/nonsense/frames"
      })
  void refusesBadParameters(String path) {
    Answer answer = auditor.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("urn:countersign:problem:malformed-request");
  }

  @Test
  void describesItself() {
    ReplayClient nobody = new ReplayClient(port, null);

    assertThat(nobody.get("/v3/api-docs").body().path("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/api/v1/erasures",
            "/api/v1/sessions",
            "/api/v1/sessions/{session}/frames",
            "/api/v1/calls/{call}/frames",
            "/api/v1/calls/{call}/answer");
    assertThat(nobody.get("/actuator/health").status()).isEqualTo(200);
    assertThat(nobody.get("/actuator/prometheus").response().body())
        .contains("countersign_replay_frames_total{");
  }

  private String frames() {
    return "/api/v1/sessions/" + session + "/frames";
  }

  private List<JsonNode> awaitFrames(int count) {
    await().until(() -> auditor.all(frames(), 3).size() >= count);
    return auditor.all(frames(), 2);
  }

  private List<String> sessionsNow() {
    return auditor.all("/api/v1/sessions", 100).stream()
        .map(item -> item.path("session").asString())
        .toList();
  }

  private double counted(String result) {
    return meters.get("countersign.replay.frames").tag("result", result).counter().count();
  }
}

package dev.countersign.replay;

import static dev.countersign.replay.TestFrames.newCall;
import static dev.countersign.replay.TestFrames.newSession;
import static dev.countersign.replay.TestFrames.request;
import static dev.countersign.replay.TestFrames.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.EvidenceRead;
import dev.countersign.replay.ReplayClient.Answer;
import dev.countersign.test.Patience;
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Recordings that a keeper has erased: the bytes go, what proves them stays, and holds beat it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ErasureIT {
  private static final TestBroker BROKER = new TestBroker(TestKafka.shared().bootstrapServers());
  private static final TestHolds HOLDS = TestHolds.start();
  private static final String TOKEN =
      TestIssuer.shared().token("kim").groups("evidence-keepers").sign();

  @LocalServerPort private int port;

  private final String session = newSession();
  private final UUID call = newCall();
  private final UUID otherCall = newCall();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "replay");
    registry.add("countersign.erasure.audit-url", HOLDS::url);
    registry.add("countersign.erasure.holds-within", () -> "3s");
  }

  @BeforeEach
  void record() {
    HOLDS.say(TestHolds.NONE);
    BROKER.send(frames());
    await().until(() -> frames("/api/v1/sessions/" + session).size() == 3);
  }

  private TestFrames[] frames() {
    return new TestFrames[] {
      request(call, session).text("{\"n\":1}"),
      response(call, session, 0, true).text("[\"an answer\"]"),
      request(otherCall, session).text("{\"n\":2}").at(Instant.parse("2026-11-20T13:00:00Z"))
    };
  }

  @AfterAll
  static void stop() {
    HOLDS.close();
  }

  @Test
  void theBytesOfASessionGoAndWhatProvesThemStays() {
    List<JsonNode> before = frames("/api/v1/sessions/" + session);
    Answer answer = erase(Map.of("session", session, "reason", "request 12"));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.body().path("frames").asInt()).isEqualTo(3);
    assertThat(answer.body().has("doneAt")).isTrue();

    List<JsonNode> after = frames("/api/v1/sessions/" + session);
    assertThat(after).hasSize(3).allMatch(frame -> frame.has("erasedAt"));
    assertThat(after).noneMatch(frame -> frame.has("text") || frame.has("base64"));
    assertThat(digests(after)).isEqualTo(digests(before));
    assertThat(answer.body().path("digest").asString()).isEqualTo(digestOf(before).toString());

    assertThat(BROKER.erasuresOf(session))
        .singleElement()
        .satisfies(erased -> {
          assertThat(erased.subject()).isNotNull().extracting("id").isEqualTo("kim");
          assertThat(erased.reason()).isEqualTo("request 12");
          assertThat(erased.frames()).isEqualTo(3);
          assertThat(erased.digest()).isEqualTo(digestOf(before));
        });
    assertThat(HOLDS.lastAuthorization()).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void framesThatComeAgainDoNotBringTheBytesBack() {
    erase(Map.of("session", session, "reason", "r"));
    UUID later = newCall();
    BROKER.send(frames());
    BROKER.send(
        request(later, session).text("{\"n\":3}").at(Instant.parse("2026-11-20T14:00:00Z")));
    await().until(() -> frames("/api/v1/sessions/" + session).size() == 4);
    List<JsonNode> all = frames("/api/v1/sessions/" + session);
    assertThat(all.subList(0, 3)).allMatch(frame -> frame.has("erasedAt"));
    assertThat(all.getLast().path("text").asString()).isEqualTo("{\"n\":3}");
    assertThat(erase(Map.of("session", session, "reason", "r")).body().path("frames").asInt())
        .as("only what is not erased yet")
        .isEqualTo(1);
  }

  @Test
  void ofOneCallNothingElseGoes() {
    Answer answer = erase(Map.of("call", call.toString(), "reason", "r"));
    assertThat(answer.body().path("frames").asInt()).isEqualTo(2);
    List<JsonNode> all = frames("/api/v1/sessions/" + session);
    assertThat(all.stream().map(frame -> frame.has("erasedAt"))).containsExactly(true, true, false);
    String digest = Digest.of("[\"an answer\"]".getBytes(StandardCharsets.UTF_8)).toString();
    String gateway = TestIssuer.shared().token("gateway-0").scope("countersign.consume").sign();
    assertThat(
            new ReplayClient(port, gateway)
                .get("/api/v1/calls/" + call + "/answer?digest=" + digest)
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"session\":\"@\"}",
        "{\"subject\":\"alice\"}",
        "{\"connection\":\"payments\"}",
        "{\"from\":\"2026-11-20T12:30:00Z\"}",
        "{\"to\":\"2026-11-20T12:30:00Z\"}",
        "{\"from\":\"2026-11-20T13:00:01Z\"}",
        "{\"to\":\"2026-11-20T12:00:00Z\"}",
        "{\"subject\":\"alice\",\"connection\":\"payments\",\"session\":\"@\"}"
      })
  void aHoldBeatsItUntilItIsReleased(String scope) {
    HOLDS.say(TestHolds.held(scope.replace("@", session)));
    Answer refused = erase(Map.of("session", session, "reason", "r"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.type()).isEqualTo("urn:countersign:problem:held");
    assertThat(refused.body().path("detail").asString()).contains("hold-1");
    assertThat(frames("/api/v1/sessions/" + session)).noneMatch(frame -> frame.has("erasedAt"));
    assertThat(BROKER.erasuresOf(session)).isEmpty();

    HOLDS.say(TestHolds.NONE);
    assertThat(erase(Map.of("session", session, "reason", "r")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"session\":\"another\"}",
        "{\"subject\":\"bob\"}",
        "{\"connection\":\"another\"}",
        "{\"subject\":\"bob\",\"session\":\"@\"}",
        "{\"from\":\"2026-11-22T00:00:00Z\"}",
        "{\"to\":\"2026-11-19T00:00:00Z\"}"
      })
  void aHoldOnSomethingElseDoesNot(String scope) {
    HOLDS.say(TestHolds.held(scope.replace("@", session)));
    assertThat(erase(Map.of("session", session, "reason", "r")).status()).isEqualTo(200);
  }

  @Test
  void aHoldThatComesAfterTheRecordBeatsItToo() {
    HOLDS.say(TestHolds.held("{}"));
    HOLDS.sayFirst(TestHolds.NONE);
    assertThat(erase(Map.of("session", session, "reason", "r")).status()).isEqualTo(409);
    assertThat(BROKER.erasuresOf(session)).hasSize(1);
    assertThat(frames("/api/v1/sessions/" + session)).noneMatch(frame -> frame.has("erasedAt"));
    assertThat(listed().has("doneAt")).as("it is open").isFalse();

    HOLDS.say(TestHolds.NONE);
    assertThat(erase(Map.of("session", session, "reason", "r")).status()).isEqualTo(200);
    assertThat(BROKER.erasuresOf(session)).hasSize(2).extracting("digest").hasSize(2);
    assertThat(listed().has("doneAt")).isTrue();
  }

  private JsonNode listed() {
    return keeper().get("/api/v1/erasures").items().stream()
        .filter(item -> item.path("session").asString("").equals(session))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"items\":null}",
        "{\"items\":[]} more",
        "{\"items\":[{\"hold\":\"h\"}]}",
        "{\"items\":[{\"hold\":\"h\",\"scope\":{\"tenant\":\"x\"}}]}"
      })
  void whereItIsNotKnownWhatIsHeldNothingIsErased(String answer) {
    HOLDS.say(answer);
    assertNotKnown();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 403, 500})
  void anAnswerThatIsNoneIsNotTakenForNoHolds(int status) {
    HOLDS.answerWith(status);
    assertNotKnown();
  }

  @Test
  void silenceIsNotTakenForNoHolds() {
    HOLDS.fallSilent();
    assertNotKnown();
  }

  private void assertNotKnown() {
    Answer answer = erase(Map.of("session", session, "reason", "r"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.type()).isEqualTo("urn:countersign:problem:holds-unavailable");
    assertThat(BROKER.erasuresOf(session)).isEmpty();
    assertThat(frames("/api/v1/sessions/" + session)).noneMatch(frame -> frame.has("erasedAt"));
  }

  @Test
  void onlyKeepersErase() {
    Map<String, String> order = Map.of("session", session, "reason", "r");
    assertThat(ReplayClient.auditor(port).post("/api/v1/erasures", order).status()).isEqualTo(403);
    assertThat(ReplayClient.auditor(port).get("/api/v1/erasures").status()).isEqualTo(403);
    ReplayClient nobody = new ReplayClient(port, null);
    assertThat(nobody.post("/api/v1/erasures", order).status()).isEqualTo(401);
    assertThat(keeper().get("/api/v1/sessions").status())
        .as("keepers are no readers")
        .isEqualTo(403);
    for (String path : List.of("/api/v1/erasures/", "/api/v1/erasures/x", "//api/v1/erasures")) {
      assertThat(keeper().post(path, order).status()).as(path).isNotEqualTo(200);
    }
    assertThat(frames("/api/v1/sessions/" + session)).noneMatch(frame -> frame.has("erasedAt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"reason\":\"r\"}",
        "{\"session\":\"s\",\"call\":\"018f2f2e-0000-7000-8000-000000000000\",\"reason\":\"r\"}",
        "{\"session\":\"s\"}",
        "{\"session\":\"s\",\"reason\":\"  \"}",
        "{\"session\":\"s\",\"reason\":\"a\\nb\"}",
        "{\"session\":\"s' OR true --\",\"reason\":\"r\"}",
        "{\"call\":\"x\",\"reason\":\"r\"}",
        "{\"session\":\"s\",\"reason\":\"r\"",
        "[]"
      })
  void aBadOrderIsRefused(String json) {
    assertThat(keeper().postText("/api/v1/erasures", json).status()).isEqualTo(400);
    String tooLong = "x".repeat(1001);
    assertThat(erase(Map.of("session", session, "reason", tooLong)).status()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereOrErasedAlreadyIsNotFound() {
    assertThat(erase(Map.of("session", newSession(), "reason", "r")).status()).isEqualTo(404);
    assertThat(erase(Map.of("call", newCall().toString(), "reason", "r")).status()).isEqualTo(404);
    erase(Map.of("session", session, "reason", "r"));
    assertThat(erase(Map.of("session", session, "reason", "r")).status()).isEqualTo(404);
  }

  @Test
  void manyAtOnceEraseOnce() throws Exception {
    List<Future<Answer>> orders = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        orders.add(pool.submit(() -> erase(Map.of("session", session, "reason", "r"))));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Answer> order : orders) {
        statuses.add(Patience.result(order).status());
      }
      assertThat(statuses).contains(200).isSubsetOf(200, 404);
    }
    assertThat(
            keeper().get("/api/v1/erasures?limit=1000").items().stream()
                .filter(item -> item.path("session").asString("").equals(session)))
        .hasSize(1);
    assertThat(frames("/api/v1/sessions/" + session)).allMatch(frame -> frame.has("erasedAt"));
  }

  @Test
  void readingTheListIsOnTheRecord() {
    keeper().get("/api/v1/erasures?limit=7");
    assertThat(BROKER.readsAbout("limit=7"))
        .extracting(EvidenceRead::operation)
        .contains("recordings.erasures");
  }

  private static List<String> digests(List<JsonNode> frames) {
    return frames.stream().map(frame -> frame.path("digest").asString()).toList();
  }

  // Of the digests in the order of call, direction and index.
  private static Digest digestOf(List<JsonNode> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.stream()
        .sorted(
            Comparator.comparing((JsonNode frame) -> frame.path("call").asString())
                .thenComparing(frame -> frame.path("direction").asString())
                .thenComparing(frame -> frame.path("index").asInt()))
        .forEach(frame -> all.writeBytes(Digest.parse(frame.path("digest").asString()).bytes()));
    return Digest.of(all.toByteArray());
  }

  private List<JsonNode> frames(String of) {
    return ReplayClient.auditor(port).get(of + "/frames").items();
  }

  private Answer erase(Map<String, String> order) {
    return keeper().post("/api/v1/erasures", order);
  }

  private ReplayClient keeper() {
    return new ReplayClient(port, TOKEN);
  }
}

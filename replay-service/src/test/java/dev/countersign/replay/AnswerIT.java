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
import dev.countersign.test.ServiceProperties;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "countersign.replay.answer-at-most=64B")
class AnswerIT {
  private static final TestBroker BROKER = new TestBroker(TestKafka.shared().bootstrapServers());

  @LocalServerPort private int port;

  private final String session = newSession();
  private final UUID call = newCall();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ServiceProperties.register(registry, "replay");
  }

  @Test
  void isPutTogetherOutOfItsFramesByteForByte() {
    BROKER.send(
        request(call, session).text("{\"n\":1}"),
        response(call, session, 1, true).text("\"é\"]"),
        response(call, session, 0, false).text("[1,"));
    Answer answer = awaitAnswer("[1,\"é\"]");
    assertThat(answer.response().body()).isEqualTo("[1,\"é\"]");
    assertThat(answer.response().headers().firstValue("content-type"))
        .hasValue("application/octet-stream");
  }

  @Test
  void isNotThereUntilItIsWhole() {
    BROKER.send(response(call, session, 0, false).text("[1,"));
    awaitFrames(1);
    assertNotThere("[1,");
    BROKER.send(response(call, session, 1, true).text("2]"));
    assertThat(awaitAnswer("[1,2]").response().body()).isEqualTo("[1,2]");
  }

  @Test
  void isNotThereUnderAnotherDigestOrTooLarge() {
    BROKER.send(response(call, session, 0, true).text("[1]"));
    awaitAnswer("[1]");
    assertNotThere("[2]");
    UUID large = newCall();
    String text = "x".repeat(65);
    BROKER.send(response(large, session, 0, true).text(text));
    await().until(() -> auditor().get("/api/v1/calls/" + large + "/frames").status() == 200);
    assertThat(get(gateway(), large, text).status()).isEqualTo(404);
  }

  @Test
  void isForGatewaysThatNobodyStandsBehind() {
    BROKER.send(response(call, session, 0, true).text("[1]"));
    awaitAnswer("[1]");
    String behind = TestIssuer.shared().token("gw").scope("countersign.consume").actor("x").sign();
    for (ReplayClient other : List.of(auditor(), new ReplayClient(port, behind))) {
      Answer answer = get(other, call, "[1]");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.type()).isEqualTo("urn:countersign:problem:not-granted");
    }
    assertThat(get(new ReplayClient(port, null), call, "[1]").status()).isEqualTo(401);
    assertThat(gateway().get("/api/v1/calls/" + call + "/frames").status()).isEqualTo(403);
    assertThat(gateway().get("/api/v1/calls/" + call + "/answer/").status()).isNotEqualTo(200);
    assertThat(gateway().get("/api/v1/calls/" + call + "/answer?digest=x").status()).isEqualTo(400);
    assertThat(gateway().get("/api/v1/calls/" + call + "/answer").status()).isEqualTo(400);
  }

  @Test
  void everyReadIsOnTheRecordAlsoOneInVain() {
    BROKER.send(response(call, session, 0, true).text("[1]"));
    awaitAnswer("[1]");
    assertNotThere("[2]");
    String digest = digest("[1]");
    assertThat(counts("call=" + call + "&digest=" + digest)).contains(1L);
    assertThat(counts("call=" + call + "&digest=" + digest("[2]"))).containsExactly(0L);
  }

  private static List<Long> counts(String query) {
    return BROKER.readsAbout(query).stream().map(EvidenceRead::count).toList();
  }

  private void assertNotThere(String text) {
    Answer answer = get(gateway(), call, text);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.type()).isEqualTo("urn:countersign:problem:not-found");
  }

  private Answer awaitAnswer(String text) {
    return await().until(() -> get(gateway(), call, text), answer -> answer.status() == 200);
  }

  private void awaitFrames(int count) {
    await().until(() -> auditor().get("/api/v1/calls/" + call + "/frames").items().size() == count);
  }

  private static Answer get(ReplayClient client, UUID call, String text) {
    return client.get("/api/v1/calls/" + call + "/answer?digest=" + digest(text));
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private ReplayClient auditor() {
    return ReplayClient.auditor(port);
  }

  private ReplayClient gateway() {
    return new ReplayClient(
        port, TestIssuer.shared().token("gateway-0").scope("countersign.consume").sign());
  }
}

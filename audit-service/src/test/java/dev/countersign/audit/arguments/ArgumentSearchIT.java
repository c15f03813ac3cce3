package dev.countersign.audit.arguments;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.TestRecords;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.KeepingBody.PayloadErased;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.test.TestPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArgumentSearchIT {
  private static final AuditStage STAGE = AuditStage.open("arguments");

  @BeforeAll
  static void start() {
    STAGE.start();
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void findsCallsByWordsOfTheirMaskedArgumentsNewestFirst() {
    String word = "refund" + unique();
    String first = call("s-1", "{\"Note\":\"%s for order 17\"}".formatted(word));
    String second = call("s-1", "{\"%s\":{\"amount\":500}}".formatted(word));
    eventually(() -> assertThat(found(word)).containsExactly(second, first));
    assertThat(found(word.toUpperCase(java.util.Locale.ROOT) + " ORDER 17")).containsExactly(first);
    assertThat(found(word + " order 18")).isEmpty();
    assertThat(found(word.substring(1))).isEmpty();
    JsonNode page = STAGE.read("/api/v1/calls?limit=1&argument-text=" + word);
    assertThat(page.get("items")).hasSize(1);
    JsonNode next =
        STAGE.read(
            "/api/v1/calls?limit=1&argument-text="
                + word
                + "&cursor="
                + page.get("next").stringValue());
    assertThat(next.get("items").get(0).get("call").stringValue()).isEqualTo(first);
    assertThat(STAGE.read("/api/v1/calls?subject=nobody&argument-text=" + word).get("items"))
        .isEmpty();
  }

  @Test
  void findsPartsOfArgumentsThatAreLongerThanAFrame() {
    String one = "one" + unique();
    String two = "two" + unique();
    String call = intent("s-2", "whatever it was");
    send(call, 0, false, one);
    send(call, 1, true, two);
    eventually(() -> assertThat(found(one)).containsExactly(call));
    eventually(() -> assertThat(found(two)).containsExactly(call));
  }

  @Test
  void keepsNothingThatIsNotWhatTheIntentNames() {
    String forged = "forged" + unique();
    String nobodys = "nobodys" + unique();
    String last = "last" + unique();
    send(intent("s-3", "{}"), 0, true, "{\"a\":\"%s\"}".formatted(forged));
    send(UUID.randomUUID().toString(), 0, true, nobodys);
    String call = call("s-3", last);
    eventually(() -> assertThat(found(last)).containsExactly(call));
    assertThat(found(forged)).isEmpty();
    assertThat(found(nobodys)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20", "--", "a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q"})
  void asksForOneToSixteenWords(String text) {
    assertThat(STAGE.get("/api/v1/calls?argument-text=" + text, STAGE.auditor()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void forgetsTheWordsOfErasedPayloadsForGood() {
    String word = "secret" + unique();
    String byCall = call("s-4", word);
    String bySession = call("s-5", word);
    String kept = call("s-6", word);
    eventually(() -> assertThat(found(word)).hasSize(3));
    STAGE.writer("replay-0").append(erased(null, byCall));
    STAGE.writer("replay-0").append(erased("s-5", null));
    eventually(() -> assertThat(found(word)).containsExactly(kept));
    send(byCall, 0, true, word);
    send(bySession, 0, true, word);
    String later = call("s-6", word);
    eventually(() -> assertThat(found(word)).containsExactly(later, kept));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void theWordsOfAPartitionGoWithIt() throws Exception {
    call("s-7", "pruned" + unique());
    eventually(() -> assertThat(STAGE.count("SELECT count(*) FROM argument_text")).isPositive());
    try (var admin = TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      statement.execute("SET search_path = " + STAGE.schema());
      statement.execute(
          """
          INSERT INTO pruned SELECT 'standard', begin, begin + interval '1 month', 0, 0, now()
          FROM (SELECT date_trunc('month', now(), 'UTC') AS begin) AS this
          """);
    }
    assertThat(STAGE.count("SELECT count(*) FROM argument_text")).isZero();
  }

  private static PayloadErased erased(@Nullable String session, @Nullable String call) {
    return new PayloadErased(null, List.of(), null, "case 17", session, call, 1, TestRecords.SOME);
  }

  private static String unique() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /// A call whose masked arguments are this text, in one frame.
  private static String call(String session, String arguments) {
    String call = intent(session, arguments);
    send(call, 0, true, arguments);
    return call;
  }

  private static String intent(String session, String arguments) {
    CallIntent plain = TestRecords.intent(session, "alice", "refund");
    Digest recording = Digest.of(arguments.getBytes(StandardCharsets.UTF_8));
    STAGE
        .writer("gateway-0")
        .append(
            new CallIntent(
                plain.call(),
                session,
                null,
                plain.subject(),
                plain.actors(),
                plain.token(),
                plain.connection(),
                plain.function(),
                plain.protocol(),
                plain.operation(),
                plain.arguments(),
                plain.decision(),
                null,
                plain.masking(),
                recording,
                plain.deadline()));
    return plain.call();
  }

  private static void send(String call, int index, boolean last, String text) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>("countersign.recordings", "s", text.getBytes(StandardCharsets.UTF_8));
    header(message, "cs_call", call);
    header(message, "cs_direction", "request");
    header(message, "cs_index", Integer.toString(index));
    header(message, "cs_last", Boolean.toString(last));
    STAGE.send(message);
  }

  private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> found(String text) {
    List<String> calls = new ArrayList<>();
    STAGE
        .read("/api/v1/calls?argument-text=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .get("items")
        .forEach(item -> calls.add(item.get("call").stringValue()));
    return calls;
  }
}

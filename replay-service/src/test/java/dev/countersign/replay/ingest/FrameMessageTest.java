package dev.countersign.replay.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.replay.TestFrames;
import dev.countersign.replay.recording.Direction;
import dev.countersign.replay.recording.Frame;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMessageTest {
  private static final UUID CALL = TestFrames.newCall();
  private static final String SESSION = "session-1";

  @Test
  void readsEveryHeader() {
    Frame frame =
        read(
            TestFrames.response(CALL, SESSION, 3, true)
                .at(Instant.parse("2026-11-20T12:00:00.123456789Z"))
                .text("{\"a\":1}"));

    assertThat(frame.call().call()).isEqualTo(CALL);
    assertThat(frame.call().session()).isEqualTo(SESSION);
    assertThat(frame.call().subject()).isEqualTo("alice");
    assertThat(frame.call().connection()).isEqualTo("payments");
    assertThat(frame.call().function()).isEqualTo("get_customer");
    assertThat(frame.direction()).isEqualTo(Direction.RESPONSE);
    assertThat(frame.index()).isEqualTo(3);
    assertThat(frame.last()).isTrue();
    assertThat(frame.at()).isEqualTo(Instant.parse("2026-11-20T12:00:00.123456Z"));
    assertThat(frame.contentType()).isEqualTo("application/json");
    assertThat(frame.content()).asString().isEqualTo("{\"a\":1}");
  }

  @Test
  void aCallWithoutSubjectHasNone() {
    assertThat(read(TestFrames.request(CALL, SESSION).header("cs_subject", "")).call().subject())
        .isNull();
  }

  @Test
  void aFrameMayBeEmpty() {
    assertThat(read(TestFrames.request(CALL, SESSION).bytes(new byte[0])).content()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_specversion",
        "ce_type",
        "cs_call",
        "cs_session",
        "cs_direction",
        "cs_index",
        "cs_last",
        "cs_at",
        "cs_subject",
        "cs_connection",
        "cs_function",
        "content-type"
      })
  void refusesAMissingARepeatedAndAGarbledHeader(String name) {
    refuses(TestFrames.request(CALL, SESSION).without(name), name + ": missing");
    refuses(
        TestFrames.request(CALL, SESSION).header(name, new byte[] {(byte) 0xff}),
        name + ": not UTF-8");
    refuses(TestFrames.request(CALL, SESSION).header(name, "a\u0000b"), name);

    ProducerRecord<String, byte[]> twice = TestFrames.request(CALL, SESSION).message();
    twice.headers().add(twice.headers().lastHeader(name));
    assertThatThrownBy(() -> new FrameMessage(received(twice)).frame())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining(name + ": more than one");
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion,0.3",
    "ce_type,dev.countersign.frame.v2",
    "cs_call,1-7-7000-8000-1",
    "cs_call,9b2d3a5e-3f0d-4d52-9a39-4dd0a7d1c1f5",
    "cs_call,0198A000-0000-7000-8000-000000000000",
    "cs_session,two words",
    "cs_session,''",
    "cs_direction,Request",
    "cs_direction,both",
    "cs_direction,request-proof",
    "cs_index,-1",
    "cs_index,01",
    "cs_index,9999999999",
    "cs_index,+1",
    "cs_last,TRUE",
    "cs_last,yes",
    "cs_at,yesterday",
    "cs_at,1969-12-31T23:59:59Z",
    "cs_at,+10000-01-01T00:00:00Z",
    "cs_connection,''",
    "cs_function,''",
    "content-type,''"
  })
  void refusesAHeaderThatIsNotOfItsForm(String name, String text) {
    refuses(TestFrames.request(CALL, SESSION).header(name, text), name);
  }

  @Test
  void refusesAHeaderBeyondItsLimit() {
    refuses(
        TestFrames.request(CALL, SESSION).header("cs_subject", "a".repeat(1025)),
        "cs_subject: 1025 characters (expected: at most 1024)");
  }

  @Test
  void refusesAKeyThatIsNotTheSession() {
    refuses(TestFrames.request(CALL, SESSION).key("session-2"), "key");
  }

  @Test
  void refusesAFrameBeyondItsLimit() {
    assertThat(read(TestFrames.request(CALL, SESSION).bytes(new byte[64 * 1024])).content())
        .hasSize(64 * 1024);
    refuses(
        TestFrames.request(CALL, SESSION).bytes(new byte[64 * 1024 + 1]),
        "value: 65537 bytes (expected: at most 65536)");
  }

  @Test
  void doesNotRepeatAValueInItsComplaint() {
    assertThatThrownBy(() -> read(TestFrames.request(CALL, SESSION).header("cs_at", "s3cret")))
        .isInstanceOf(MalformedFrameException.class)
        .message()
        .doesNotContain("s3cret");
  }

  private static Frame read(TestFrames frame) {
    return new FrameMessage(received(frame.message())).frame();
  }

  private static void refuses(TestFrames frame, String reason) {
    assertThatThrownBy(() -> read(frame))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining(reason);
  }

  private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }
}

package dev.countersign.replay;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/// Frames as the gateway sends them: good until told otherwise.
public final class TestFrames {
  public static final String TOPIC = "countersign.recordings";

  private final Map<String, byte[]> headers = new LinkedHashMap<>();
  private String key;
  private byte[] value = "{}".getBytes(StandardCharsets.UTF_8);

  private TestFrames(UUID call, String session) {
    key = session;
    header("ce_specversion", "1.0");
    header("ce_id", UUID.randomUUID().toString());
    header("ce_source", "gateway-0");
    header("ce_type", "dev.countersign.frame.v1");
    header("ce_time", "2026-11-20T12:00:00Z");
    header("content-type", "application/json");
    header("cs_call", call.toString());
    header("cs_session", session);
    header("cs_direction", "request");
    header("cs_index", "0");
    header("cs_last", "true");
    header("cs_at", "2026-11-20T12:00:00Z");
    header("cs_subject", "alice");
    header("cs_connection", "payments");
    header("cs_function", "get_customer");
  }

  public static TestFrames request(UUID call, String session) {
    return new TestFrames(call, session);
  }

  public static TestFrames response(UUID call, String session, int index, boolean last) {
    return new TestFrames(call, session)
        .header("cs_direction", "response")
        .header("cs_index", Integer.toString(index))
        .header("cs_last", Boolean.toString(last));
  }

  public static TestFrames proof(UUID call, String session) {
    return new TestFrames(call, session)
        .header("cs_direction", "response-proof")
        .header("content-type", "application/vnd.countersign.masking-proof+json");
  }

  public static UUID newCall() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long time = Clock.systemUTC().millis() << 16;
    return new UUID(
        time | 0x7000 | random.nextInt(0x1000), 0x8000000000000000L | (random.nextLong() >>> 2));
  }

  public static String newSession() {
    return "session-" + UUID.randomUUID();
  }

  public TestFrames at(Instant time) {
    return header("cs_at", time.toString());
  }

  public TestFrames text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public TestFrames bytes(byte[] bytes) {
    value = bytes;
    return this;
  }

  public TestFrames key(String other) {
    key = other;
    return this;
  }

  public TestFrames header(String name, String text) {
    return header(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestFrames header(String name, byte[] bytes) {
    headers.put(name, bytes);
    return this;
  }

  public TestFrames without(String name) {
    headers.remove(name);
    return this;
  }

  public ProducerRecord<String, byte[]> message() {
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, key, value);
    headers.forEach((name, bytes) -> message.headers().add(new RecordHeader(name, bytes)));
    return message;
  }
}

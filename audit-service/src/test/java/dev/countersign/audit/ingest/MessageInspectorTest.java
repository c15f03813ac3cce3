package dev.countersign.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.audit.ingest.Inspected.Refused;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageInspectorTest {
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final SigningKey otherKey = SigningKey.generate(new SecureRandom());
  private final TrustedKeys trusted =
      (writer, kid) -> {
        if (writer.equals("broken")) {
          throw new IllegalStateException("trust directory: broken.jwks.json: not JSON");
        }
        boolean known = writer.equals("w") && kid.equals(key.verification().id());
        return known ? Optional.of(key.verification()) : Optional.empty();
      };
  private final MessageInspector inspector = new MessageInspector(trusted);

  @Test
  void takesARecordAsWhatItSays() {
    byte[] jws = sign(record("w"), key);
    assertThat(inspector.inspect(message("w", jws)))
        .isInstanceOfSatisfying(
            Genuine.class,
            genuine -> {
              assertThat(genuine.record()).isEqualTo(record("w"));
              assertThat(genuine.digest()).isEqualTo(Digest.of(jws));
              assertThat(genuine.source().offset()).isEqualTo(7);
            });
  }

  @Test
  void refusesWhatIsNotARecord() {
    assertThat(kind("w", null)).isEqualTo("malformed");
    assertThat(kind(null, sign(record("w"), key))).isEqualTo("malformed");
    assertThat(kind("w", new byte[0])).isEqualTo("malformed");
    assertThat(kind("w", new byte[EvidenceRecord.MAX_BYTES])).isEqualTo("malformed");
    assertThat(kind("w", "a.b.c".getBytes(StandardCharsets.US_ASCII))).isEqualTo("malformed");
    assertThat(kind("w", Jws.sign("countersign-receipt+jws", payload("w"), key)))
        .isEqualTo("malformed");
    byte[] twice = "{\"v\":1,\"v\":1}".getBytes(StandardCharsets.US_ASCII);
    assertThat(kind("w", Jws.sign(EvidenceRecord.JWS_TYPE, twice, key))).isEqualTo("malformed");
  }

  @Test
  void refusesAKeyThatIsNotTheWriters() {
    assertThat(kind("w", sign(record("w"), otherKey))).isEqualTo("unknown-key");
    assertThat(kind("v", sign(record("v"), key))).isEqualTo("unknown-key");
    assertThat(kind("broken", sign(record("broken"), key))).isEqualTo("unknown-key");
  }

  @Test
  void refusesAChangedByte() {
    byte[] jws = sign(record("w"), key);
    byte[] other = sign(record("w", 99), key);
    int payload = new String(jws, StandardCharsets.US_ASCII).indexOf('.') + 1;
    int signature = new String(other, StandardCharsets.US_ASCII).lastIndexOf('.');
    byte[] mixed = jws.clone();
    System.arraycopy(other, payload, mixed, payload, signature - payload);
    assertThat(kind("w", mixed)).isEqualTo("bad-signature");
  }

  @Test
  void refusesAWriterUnderAnotherWritersKey() {
    assertThat(kind("w", sign(record("v"), key))).isEqualTo("wrong-key");
  }

  private String kind(@Nullable String messageKey, byte @Nullable [] value) {
    return inspector.inspect(message(messageKey, value)) instanceof Refused refused
        ? refused.alarm().kind().wireName()
        : "genuine";
  }

  @SuppressWarnings("NullAway") // Kafka's constructor takes null for an absent key or value.
  private static ConsumerRecord<String, byte[]> message(
      @Nullable String messageKey, byte @Nullable [] value) {
    return new ConsumerRecord<>("countersign.evidence", 0, 7, messageKey, value);
  }

  private static EvidenceRecord record(String writer) {
    return record(writer, 10);
  }

  private static EvidenceRecord record(String writer, long appended) {
    return EvidenceRecord.of(
        writer, 1, 1, Digest.ZERO, Instant.EPOCH, new RecordBody.WriterHeartbeat(appended));
  }

  private static byte[] payload(String writer) {
    return EvidenceJson.write(record(writer));
  }

  private static byte[] sign(EvidenceRecord record, SigningKey key) {
    return Jws.sign(EvidenceRecord.JWS_TYPE, EvidenceJson.write(record), key);
  }
}

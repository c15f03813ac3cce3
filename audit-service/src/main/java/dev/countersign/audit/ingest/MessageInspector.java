package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.Alarm.Source;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.audit.ingest.Inspected.Refused;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.MalformedRecordException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks a message by itself: form, signature by a trusted key of the writer its Kafka key names,
/// strict JSON, and that the record names the same writer. Thread-safe.
@Component
class MessageInspector {
  private final TrustedKeys trusted;

  MessageInspector(TrustedKeys trusted) {
    this.trusted = trusted;
  }

  Inspected inspect(ConsumerRecord<String, byte[]> message) {
    Source source = new Source(message.partition(), message.offset());
    byte @Nullable [] value = message.value();
    @Nullable String writer = message.key();
    if (value == null || writer == null) {
      return refused(source, AlarmKind.MALFORMED, value, "no key or no value");
    }
    if (value.length >= EvidenceRecord.MAX_BYTES) {
      return refused(
          source,
          AlarmKind.MALFORMED,
          value,
          "length: %d (expected: < %d)".formatted(value.length, EvidenceRecord.MAX_BYTES));
    }
    try {
      return verify(source, writer, value, Jws.parse(value));
    } catch (MalformedJwsException | MalformedRecordException e) {
      return refused(source, AlarmKind.MALFORMED, value, String.valueOf(e.getMessage()));
    }
  }

  private Inspected verify(Source source, String writer, byte[] value, Jws jws) {
    if (!jws.type().equals(EvidenceRecord.JWS_TYPE)) {
      return refused(source, AlarmKind.MALFORMED, value, "typ: not that of a record");
    }
    Optional<VerificationKey> key;
    try {
      key = trusted.find(writer, jws.keyId());
    } catch (IllegalStateException | UncheckedIOException e) {
      return refused(source, AlarmKind.UNKNOWN_KEY, value, String.valueOf(e.getMessage()));
    }
    if (key.isEmpty()) {
      return refused(
          source,
          AlarmKind.UNKNOWN_KEY,
          value,
          "no trusted key %s of writer %s".formatted(jws.keyId(), printable(writer)));
    }
    Optional<byte[]> payload = jws.verify(EvidenceRecord.JWS_TYPE, key.get());
    if (payload.isEmpty()) {
      return refused(
          source,
          AlarmKind.BAD_SIGNATURE,
          value,
          "not signed by key %s of writer %s".formatted(jws.keyId(), writer));
    }
    EvidenceRecord record = EvidenceJson.readRecord(payload.get());
    if (!record.writer().equals(writer)) {
      return refused(
          source,
          AlarmKind.WRONG_KEY,
          value,
          "message key %s, record of writer %s".formatted(writer, printable(record.writer())));
    }
    return new Genuine(source, record, value, Digest.of(value), TreeHash.leaf(value));
  }

  private static Refused refused(
      Source source, AlarmKind kind, byte @Nullable [] value, String detail) {
    Digest digest = Digest.of(value == null ? new byte[0] : value);
    return new Refused(source, new Alarm(kind, source, null, digest, detail, value));
  }

  /// A name out of an untrusted message, fit for a log line.
  private static String printable(String name) {
    String shown = name.length() > 64 ? name.substring(0, 64) + "…" : name;
    return shown.chars().anyMatch(c -> c < ' ' || c > '~') ? "(not printable)" : shown;
  }
}

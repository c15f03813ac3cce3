package dev.countersign.audit.policy;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.MalformedRecordException;
import dev.countersign.service.evidence.PolicyStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// What a message on the policies topic turns out to be.
///
/// It is a document when its bytes have the digest that is its key and a statement goes with it.
/// That a trusted writer signed the statement only decides how many are kept: records cite a
/// document by its digest, so nobody can put another one in its place. The bytes are not looked
/// into.
sealed interface PolicyMessage {
  int MAX_BYTES = 1 << 20;

  /// @param statement the JWS by which it was published
  /// @param trusted whether the key that signed the statement is a trusted one of its writer
  record Document(Digest digest, byte[] bytes, String statement, boolean trusted)
      implements PolicyMessage {}

  /// It can never be a document.
  record Refused(String detail) implements PolicyMessage {}

  static PolicyMessage of(ConsumerRecord<String, byte[]> message, TrustedKeys trusted) {
    byte @Nullable [] bytes = message.value();
    @Nullable String key = message.key();
    byte @Nullable [] statement = only(message.headers().headers(PolicyStatement.HEADER));
    if (bytes == null || key == null || statement == null) {
      return new Refused("no key, no value, or not one statement");
    }
    if (bytes.length > MAX_BYTES) {
      return new Refused("length: %d (expected: at most %d)".formatted(bytes.length, MAX_BYTES));
    }
    Digest digest = Digest.of(bytes);
    if (!digest.toString().equals(key)) {
      return new Refused("digest: %s (expected: the message's key)".formatted(digest));
    }
    try {
      return stated(digest, bytes, statement, trusted);
    } catch (MalformedJwsException | MalformedRecordException e) {
      return new Refused("statement: " + e.getMessage());
    }
  }

  private static PolicyMessage stated(
      Digest digest, byte[] bytes, byte[] statement, TrustedKeys trusted) {
    Jws jws = Jws.parse(statement);
    PolicyStatement claimed = EvidenceJson.read(jws.unverifiedPayload(), PolicyStatement.class);
    if (!claimed.policy().equals(digest) || claimed.bytes() != bytes.length) {
      return new Refused("statement: about another document");
    }
    Optional<VerificationKey> key = trusted.find(claimed.writer(), jws.keyId());
    boolean forged =
        !jws.type().equals(PolicyStatement.TYPE)
            || key.isPresent() && jws.verify(PolicyStatement.TYPE, key.get()).isEmpty();
    return forged
        ? new Refused("statement: not signed by key " + jws.keyId())
        : new Document(
            digest, bytes, new String(statement, StandardCharsets.US_ASCII), key.isPresent());
  }

  private static byte @Nullable [] only(Iterable<Header> headers) {
    Iterator<Header> found = headers.iterator();
    byte[] value = found.hasNext() ? found.next().value() : null;
    return value == null || found.hasNext() ? null : Arrays.copyOf(value, value.length);
  }
}

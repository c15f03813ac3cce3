package dev.countersign.audit.log;

import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.evidence.KeyFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The log's own key, another one than its service's: it signs checkpoints and nothing else.
///
/// The first service that starts on a database registers its origin and key there. A service with
/// another origin or key does not start: two keys would be two logs under one name.
@Component
public class LogKey {
  private static final String SEAL = "HmacSHA256";

  /// What the log's key signs to give the key for seals; no checkpoint reads like this.
  private static final byte[] SEAL_LABEL =
      "countersign head seal v1".getBytes(StandardCharsets.US_ASCII);

  private final SigningKey key;
  private final NoteKey noteKey;
  private final SecretKeySpec sealKey;

  LogKey(AuditSettings settings, EvidenceSettings evidence, JdbcClient jdbc, Clock clock) {
    this.key = KeyFile.readOrGenerate(evidence.state().resolve("keys").resolve("log.jwk"));
    this.noteKey = new NoteKey(settings.origin(), key.verification());
    this.sealKey = new SecretKeySpec(Digest.of(key.sign(SEAL_LABEL)).bytes(), SEAL);
    register(jdbc, clock);
  }

  public String origin() {
    return noteKey.name();
  }

  public VerificationKey publicKey() {
    return key.verification();
  }

  SignedNote sign(Checkpoint checkpoint) {
    return checkpoint.sign(key);
  }

  /// Seals a head: HMAC-SHA-256 of its size, root and term.
  byte[] seal(Head head) {
    try {
      Mac mac = Mac.getInstance(SEAL);
      mac.init(sealKey);
      mac.update(
          ByteBuffer.allocate(2 * Long.BYTES).putLong(head.size()).putLong(head.term()).flip());
      return mac.doFinal(head.root().bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + SEAL, e);
    }
  }

  boolean sealed(Head head, byte[] seal) {
    return MessageDigest.isEqual(seal(head), seal);
  }

  boolean signed(SignedNote note) {
    return note.isSignedBy(noteKey);
  }

  private record Registered(String origin, String kid) {}

  private void register(JdbcClient jdbc, Clock clock) {
    jdbc.sql(
            """
            INSERT INTO log_key (origin, kid, registered_at)
            SELECT :origin, :kid, :at WHERE NOT EXISTS (SELECT FROM log_key)
            ON CONFLICT DO NOTHING
            """)
        .param("origin", origin())
        .param("kid", publicKey().id())
        .param("at", Timestamp.from(clock.instant()))
        .update();
    List<Registered> registered =
        jdbc.sql("SELECT origin, kid FROM log_key").query(Registered.class).list();
    if (!registered.equals(List.of(new Registered(origin(), publicKey().id())))) {
      throw new IllegalStateException(
          "log key: %s of %s (expected: %s, with which this log was begun); put its key file at keys/log.jwk in the state directory and set countersign.audit.origin"
              .formatted(publicKey().id(), origin(), registered));
    }
  }
}

package dev.countersign.audit.log;

import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.service.evidence.EvidenceSettings;
import dev.countersign.service.evidence.KeyFile;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The log's own key, another one than its service's: it signs checkpoints and nothing else.
///
/// The first service that starts on a database registers its origin and key there. A service with
/// another origin or key does not start: two keys would be two logs under one name.
@Component
public class LogKey {
  private final SigningKey key;
  private final NoteKey noteKey;

  LogKey(AuditSettings settings, EvidenceSettings evidence, JdbcClient jdbc, Clock clock) {
    this.key = KeyFile.readOrGenerate(evidence.state().resolve("keys").resolve("log.jwk"));
    this.noteKey = new NoteKey(settings.origin(), key.verification());
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

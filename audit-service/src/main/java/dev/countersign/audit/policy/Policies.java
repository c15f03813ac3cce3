package dev.countersign.audit.policy;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.audit.policy.PolicyMessage.Document;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.record.Digest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps policy documents, each once and for the log's life, and checks them whenever they are
/// read. Thread-safe.
@Component
public class Policies {
  private final JdbcClient jdbc;
  private final Alarms alarms;
  private final Clock clock;
  private final int untrusted;

  Policies(JdbcClient jdbc, Alarms alarms, AuditSettings settings, Clock clock) {
    this.untrusted = settings.untrustedPolicies();
    this.jdbc = jdbc;
    this.alarms = alarms;
    this.clock = clock;
  }

  /// Keeps a document. Of those that no trusted key signed and no record cites, only some.
  ///
  /// @return whether it is kept, now or since before
  boolean keep(Document document) {
    if (!document.trusted() && !hasRoom(document.digest())) {
      return false;
    }
    jdbc.sql(
            """
            INSERT INTO policy (digest, document, statement, trusted, received_at)
            VALUES (:digest, :document, :statement, :trusted, :at)
            ON CONFLICT ON CONSTRAINT policy_pk DO NOTHING
            """)
        .param("digest", document.digest().bytes())
        .param("document", document.bytes())
        .param("statement", document.statement())
        .param("trusted", document.trusted())
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return true;
  }

  private boolean hasRoom(Digest digest) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM policy WHERE digest = :digest)
              OR EXISTS (SELECT FROM policy_citation WHERE digest = :digest)
              OR :most > (SELECT count(*) FROM policy WHERE NOT trusted
                AND NOT EXISTS (
                  SELECT FROM policy_citation AS cited WHERE cited.digest = policy.digest))
            """)
        .param("digest", digest.bytes())
        .param("most", untrusted)
        .query(Boolean.class)
        .single();
  }

  /// The document of that digest, where it is kept.
  ///
  /// @throws IllegalStateException when somebody changed it
  public Optional<byte[]> find(Digest digest) {
    Optional<byte[]> found =
        jdbc.sql("SELECT document FROM policy WHERE digest = ?")
            .param(digest.bytes())
            .query(byte[].class)
            .optional();
    if (found.isPresent() && !Digest.of(found.get()).equals(digest)) {
      raise(digest);
      throw new IllegalStateException("policy %s: another document is stored".formatted(digest));
    }
    return found;
  }

  /// The document of a digest that [#citedBefore] named.
  ///
  /// @throws IllegalStateException when it is gone, or was changed
  public byte[] require(Digest digest) {
    return find(digest)
        .orElseThrow(() -> new IllegalStateException("policy %s is missing".formatted(digest)));
  }

  /// The policies that leaves below a size cite and whose documents are kept, in the order of their
  /// digests; of more than a bundle may hold, those that were cited last. One that somebody changed
  /// is left out, with an alarm.
  public List<Digest> citedBefore(long size) {
    altered().forEach(this::raise);
    return jdbc
        .sql(
            """
            SELECT digest FROM (
              SELECT digest FROM policy_citation JOIN policy USING (digest)
              WHERE leaf_index < :size AND sha256(document) = digest
              ORDER BY leaf_index DESC LIMIT :most) AS cited
            ORDER BY digest
            """)
        .param("size", size)
        .param("most", BundleManifest.MAX_POLICIES)
        .query(byte[].class)
        .list()
        .stream()
        .map(Digest::wrap)
        .toList();
  }

  private List<Digest> altered() {
    return jdbc
        .sql("SELECT digest FROM policy WHERE sha256(document) <> digest")
        .query(byte[].class)
        .list()
        .stream()
        .map(Digest::wrap)
        .toList();
  }

  private void raise(Digest digest) {
    alarms.raise(
        new Alarm(
            AlarmKind.POLICY_ALTERED,
            null,
            null,
            digest,
            "policy %s: another document is stored".formatted(digest),
            null));
  }
}

package dev.countersign.audit.ingest;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Keeps which policies the log cites, each with its first leaf. Thread-safe.
///
/// Nearly every batch cites policies that are known, and then costs nothing here.
@Component
class CitationTable {
  private static final String INSERT =
      """
      INSERT INTO policy_citation (digest, leaf_index) VALUES (?, ?)
      ON CONFLICT ON CONSTRAINT policy_citation_pk DO NOTHING
      """;
  private static final String CONNECTIONS = "connections";
  private static final int REMEMBERED = 10_000;

  private final Set<Digest> known = ConcurrentHashMap.newKeySet();
  private final JdbcTemplate jdbc;

  CitationTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// What one batch cites that is not known to be stored. For one thread.
  final class Citations {
    private final Map<Digest, Long> fresh = new HashMap<>();

    void note(RecordBody body, long leaf) {
      Digest cited = cited(body);
      if (cited != null && !known.contains(cited)) {
        fresh.putIfAbsent(cited, leaf);
      }
    }

    /// Stores them, as part of the transaction.
    void insert() {
      fresh.forEach((policy, leaf) -> jdbc.update(INSERT, policy.bytes(), leaf));
    }

    /// The transaction is committed.
    void committed() {
      if (known.size() + fresh.size() > REMEMBERED) {
        known.clear();
      }
      known.addAll(fresh.keySet());
    }
  }

  Citations begin() {
    return new Citations();
  }

  private static @Nullable Digest cited(RecordBody body) {
    return switch (body) {
      case RecordBody.CallIntent intent -> intent.decision().policy();
      case RecordBody.ConfigChanged changed when changed.kind().equals(CONNECTIONS) ->
          changed.digest();
      default -> null;
    };
  }
}

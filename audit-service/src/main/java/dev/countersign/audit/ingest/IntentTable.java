package dev.countersign.audit.ingest;

import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the intents that a batch's outcomes answer.
@Component
class IntentTable {
  private final JdbcClient jdbc;

  IntentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// An intent in the log, or on its way there.
  record Intent(long leaf, String call, String writer, String retention) {}

  /// The intents of one batch and those in the log that it may need.
  static final class Intents {
    private final Map<Digest, Intent> byDigest = new HashMap<>();

    /// Remembers an intent that is about to become a leaf.
    void add(Genuine message, long leaf, String retention) {
      if (message.record().body() instanceof RecordBody.CallIntent intent) {
        byDigest.put(
            message.digest(),
            new Intent(leaf, intent.call(), message.record().writer(), retention));
      }
    }

    /// The intent that an outcome answers. Only the intent's own writer knows how its call ended;
    /// another one may only say that nobody knows.
    @Nullable Intent answeredBy(Genuine message, RecordBody.CallOutcome outcome) {
      Intent intent = byDigest.get(outcome.intent());
      if (intent == null || !intent.call().equals(outcome.call())) {
        return null;
      }
      boolean mayClose =
          outcome.status() == OutcomeStatus.UNKNOWN
              || intent.writer().equals(message.record().writer());
      return mayClose ? intent : null;
    }
  }

  Intents intentsFor(List<Genuine> batch) {
    Intents intents = new Intents();
    Set<String> calls = new LinkedHashSet<>();
    Set<Digest> within = new LinkedHashSet<>();
    for (Genuine message : batch) {
      if (message.record().body() instanceof RecordBody.CallIntent) {
        within.add(message.digest());
      } else if (message.record().body() instanceof RecordBody.CallOutcome outcome
          && !within.contains(outcome.intent())) {
        calls.add(outcome.call());
      }
    }
    if (!calls.isEmpty()) {
      read(calls, intents.byDigest);
    }
    return intents;
  }

  private void read(Set<String> calls, Map<Digest, Intent> found) {
    jdbc.sql(
            """
            SELECT leaf_index, call, writer, digest, retention FROM leaf
            WHERE call = ANY (?) AND type = 'call.intent'
            """)
        .param(calls.toArray(String[]::new))
        .query(row -> {
          found.put(
              Digest.wrap(row.getBytes(4)),
              new Intent(row.getLong(1), row.getString(2), row.getString(3), row.getString(5)));
        });
  }
}

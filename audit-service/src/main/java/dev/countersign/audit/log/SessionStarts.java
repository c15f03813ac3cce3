package dev.countersign.audit.log;

import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The table of sessions: each session and subject once, with its first call.
///
/// Sessions that had a call in the month that goes on are remembered, as many as fit, and not tried
/// again: that month's records are not pruned, so their rows stay. For one turn at a time.
@Component
class SessionStarts {
  private static final String INSERT =
      """
      INSERT INTO session (first_leaf, session, subject, subject_issuer, first_time)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT session_pk DO NOTHING
      """;

  private static final int REMEMBERED = 20_000;

  private final JdbcTemplate jdbc;
  private Set<Session> recent = new HashSet<>();
  private Set<Session> older = Set.of();
  private @Nullable YearMonth month;

  SessionStarts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Session(String session, String subject, String issuer) {}

  private record First(long leaf, Instant time) {}

  void insert(long firstLeaf, List<Entry> entries, Instant receivedAt) {
    turnOver(YearMonth.from(receivedAt.atOffset(ZoneOffset.UTC)));
    Map<Session, First> fresh = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      RecordType type = entry.record().type();
      RecordColumns columns = entry.columns();
      String session = columns.session();
      boolean call = type == RecordType.CALL_INTENT || type == RecordType.CALL_REFUSED;
      if (call && session != null) {
        Party subject = columns.subject();
        Session begun =
            new Session(
                session,
                subject == null ? "" : subject.id(),
                subject == null ? "" : subject.issuer());
        if (recent.add(begun) && !older.contains(begun)) {
          fresh.put(begun, new First(firstLeaf + i, entry.record().time()));
        }
      }
    }
    if (!fresh.isEmpty()) {
      store(fresh);
    }
  }

  /// The turn failed: what it stored is not there.
  void forget() {
    recent = new HashSet<>();
    older = Set.of();
  }

  private void turnOver(YearMonth now) {
    if (!now.equals(month)) {
      forget();
      month = now;
    } else if (recent.size() >= REMEMBERED) {
      older = recent;
      recent = new HashSet<>();
    }
  }

  private void store(Map<Session, First> fresh) {
    jdbc.batchUpdate(
        INSERT,
        fresh.entrySet().stream()
            .map(entry ->
                new Object[] {
                  entry.getValue().leaf(),
                  entry.getKey().session(),
                  entry.getKey().subject(),
                  entry.getKey().issuer(),
                  Timestamp.from(entry.getValue().time())
                })
            .toList());
  }
}

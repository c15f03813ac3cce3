package dev.countersign.audit.log;

import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The table of sessions: each session and subject once, with its first call.
@Component
class SessionStarts {
  private static final String INSERT =
      """
      INSERT INTO session (first_leaf, session, subject, subject_issuer, first_time)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT session_pk DO NOTHING
      """;

  private final JdbcTemplate jdbc;

  SessionStarts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Session(String session, String subject, String issuer) {}

  private record First(long leaf, Instant time) {}

  void insert(long firstLeaf, List<Entry> entries) {
    Map<Session, First> fresh = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      RecordType type = entry.record().type();
      RecordColumns columns = RecordColumns.of(entry.record().body());
      String session = columns.session();
      boolean call = type == RecordType.CALL_INTENT || type == RecordType.CALL_REFUSED;
      if (call && session != null) {
        Party subject = columns.subject();
        fresh.putIfAbsent(
            new Session(
                session,
                subject == null ? "" : subject.id(),
                subject == null ? "" : subject.issuer()),
            new First(firstLeaf + i, entry.record().time()));
      }
    }
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

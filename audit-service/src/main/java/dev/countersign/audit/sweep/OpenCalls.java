package dev.countersign.audit.sweep;

import dev.countersign.evidence.record.Digest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Follows the log and knows the calls that are open.
///
/// Every leaf is looked at once: an intent opens a call, an outcome that answers it closes it. What
/// is remembered is only what is open. A mark in the database says below which leaf nothing is, so
/// that a restart begins there. Thread-safe.
@Component
public class OpenCalls {
  private static final int PAGE = 5000;
  private static final long MARK_EVERY = 10_000;

  private final ReentrantLock one = new ReentrantLock();
  private final TreeMap<Long, OpenCall> open = new TreeMap<>();
  private final Set<Long> opened = new HashSet<>();
  private final JdbcClient jdbc;
  private final Clock clock;
  private long next = -1;
  private long marked;
  private volatile int count;

  OpenCalls(JdbcClient jdbc, MeterRegistry meters, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    Gauge.builder("countersign.audit.open.intents", this, calls -> calls.count)
        .description("Intents in the log without an outcome.")
        .register(meters);
  }

  /// How many were open when the log was last followed.
  public int count() {
    return count;
  }

  /// Follows the log to its end and gives the calls that are open there, oldest first.
  List<OpenCall> follow() {
    one.lock();
    try {
      begin();
      long end = end();
      while (next < end) {
        page(Math.min(end, next + PAGE));
      }
      learn();
      count = open.size();
      mark();
      return new ArrayList<>(open.values());
    } finally {
      one.unlock();
    }
  }

  private void begin() {
    if (next < 0) {
      marked =
          jdbc.sql("SELECT coalesce(max(leaf_index), 0) FROM settled").query(Long.class).single();
      next = marked;
    }
  }

  private long end() {
    return jdbc.sql("SELECT coalesce(max(leaf_index) + 1, 0) FROM leaf").query(Long.class).single();
  }

  /// When the first and the last of some leaves were integrated, which says where their records
  /// are.
  private record Period(Timestamp first, Timestamp last) {}

  /// Looks at the leaves up to one. An intent is in front of its outcome, so what opens and closes
  /// between here and [#learn] is never read again.
  private void page(long to) {
    Period period =
        jdbc.sql(
                """
                SELECT min(received_at), max(received_at) FROM leaf
                WHERE leaf_index >= :from AND leaf_index < :to
                """)
            .param("from", next)
            .param("to", to)
            .query((row, number) -> new Period(row.getTimestamp(1), row.getTimestamp(2)))
            .single();
    List<Long> closed = new ArrayList<>();
    jdbc.sql(
            """
            SELECT leaf_index, type, intent_leaf FROM record
            WHERE leaf_index >= :from AND leaf_index < :to
              AND received_at >= :first AND received_at <= :last
              AND type IN ('call.intent', 'call.outcome')
            """)
        .param("from", next)
        .param("to", to)
        .param("first", period.first())
        .param("last", period.last())
        .query(row -> {
          Long answered = row.getObject(3, Long.class);
          if (row.getString(2).equals("call.intent")) {
            opened.add(row.getLong(1));
          } else if (answered != null) {
            closed.add(answered);
          }
        });
    closed.forEach(opened::remove);
    closed.forEach(open::remove);
    next = to;
  }

  /// Reads what it takes to close those that stayed open.
  private void learn() {
    if (opened.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            SELECT leaf.leaf_index, leaf.call, digest, writer, epoch, deadline
            FROM leaf JOIN record ON record.leaf_index = leaf.leaf_index
              AND record.retention = leaf.retention AND record.received_at = leaf.received_at
            WHERE leaf.leaf_index = ANY (?)
            """)
        .param(opened.toArray(Long[]::new))
        .query(OpenCalls::read)
        .list()
        .forEach(call -> open.put(call.leaf(), call));
    opened.clear();
  }

  private static OpenCall read(ResultSet row, int number) throws SQLException {
    return new OpenCall(
        row.getLong("leaf_index"),
        row.getString("call"),
        Digest.wrap(row.getBytes("digest")),
        row.getString("writer"),
        row.getLong("epoch"),
        row.getTimestamp("deadline").toInstant());
  }

  private void mark() {
    long settled = open.isEmpty() ? next : open.firstKey();
    if (settled >= marked + MARK_EVERY) {
      jdbc.sql(
              """
              INSERT INTO settled (leaf_index, settled_at) VALUES (:leaf, :at)
              ON CONFLICT DO NOTHING
              """)
          .param("leaf", settled)
          .param("at", Timestamp.from(clock.instant()))
          .update();
      marked = settled;
    }
  }
}

package dev.countersign.audit.sweep;

import dev.countersign.evidence.record.Digest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
      boolean more = true;
      while (more) {
        more = page() == PAGE;
      }
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

  private record Step(long leaf, Runnable effect) {}

  private int page() {
    List<Step> steps =
        jdbc.sql(
                """
                SELECT leaf.leaf_index, leaf.type, leaf.call, digest, writer, epoch, deadline, intent_leaf
                FROM leaf LEFT JOIN record ON record.leaf_index = leaf.leaf_index
                  AND record.retention = leaf.retention AND record.received_at = leaf.received_at
                WHERE leaf.leaf_index >= :next ORDER BY leaf.leaf_index LIMIT :page
                """)
            .param("next", next)
            .param("page", PAGE)
            .query(this::step)
            .list();
    steps.forEach(step -> {
      step.effect().run();
      next = step.leaf() + 1;
    });
    return steps.size();
  }

  private Step step(ResultSet row, int number) throws SQLException {
    long leaf = row.getLong("leaf_index");
    return switch (row.getString("type")) {
      case "call.intent" -> {
        OpenCall call = read(row, leaf);
        yield new Step(leaf, () -> open.put(leaf, call));
      }
      case "call.outcome" -> {
        Long intent = row.getObject("intent_leaf", Long.class);
        yield new Step(leaf, () -> close(intent));
      }
      default -> new Step(leaf, () -> {});
    };
  }

  private void close(@org.jspecify.annotations.Nullable Long intent) {
    if (intent != null) {
      open.remove(intent);
    }
  }

  private static OpenCall read(ResultSet row, long leaf) throws SQLException {
    return new OpenCall(
        leaf,
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

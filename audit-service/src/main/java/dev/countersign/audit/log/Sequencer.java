package dev.countersign.audit.log;

import dev.countersign.evidence.log.TreeBuilder;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Hands out turns at appending to the log, one at a time over all replicas.
///
/// ## Fence
///
/// A turn is a transaction that holds an advisory lock of the database; leaves are numbered from
/// what is committed when the lock is held. Should the lock ever fail, the unique leaf index
/// refuses the second leaf of one number, and that turn is rolled back whole. Turns are committed
/// in the order of their leaves, so a reader never sees a leaf before those in front of it.
///
/// ## Memory
///
/// The tree's right edge is kept between turns. It is believed only while the log is exactly as
/// long as this sequencer left it; after another one's turn, or any failure, it is read again.
///
/// ## Concurrency
///
/// Thread-safe; threads of one process wait for each other here, not with a connection each.
@Component
public class Sequencer {
  private static final long FENCE = 0x636f756e746c6f67L;

  private final ReentrantLock order = new ReentrantLock();
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final LogReader log;
  private final RecordTable records;
  private final TileTable tiles;
  private final SessionStarts sessions;
  private final Clock clock;
  private @Nullable TreeBuilder edge;

  Sequencer(
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      LogReader log,
      RecordTable records,
      TileTable tiles,
      SessionStarts sessions,
      Clock clock) {
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.log = log;
    this.records = records;
    this.tiles = tiles;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Does the work in one turn: all of it is committed, or nothing is.
  ///
  /// @throws org.springframework.dao.DataAccessException when the database fails or another
  ///   sequencer was faster; the work may be done again in another turn
  public <T> T turn(Function<Turn, T> work) {
    order.lock();
    boolean done = false;
    try {
      T result = transaction.execute(status -> inFence(work));
      done = true;
      return result;
    } finally {
      if (!done) {
        edge = null;
      }
      order.unlock();
    }
  }

  private <T> T inFence(Function<Turn, T> work) {
    jdbc.sql("SELECT pg_advisory_xact_lock(:fence)")
        .param("fence", FENCE)
        .query((row, number) -> true)
        .list();
    return work.apply(new Turn(edge(), records, tiles, sessions, clock.instant()));
  }

  private TreeBuilder edge() {
    long size = log.size();
    TreeBuilder known = edge;
    if (known == null || known.size() != size) {
      known = TreeBuilder.resume(size, tiles, records);
      edge = known;
    }
    return known;
  }
}

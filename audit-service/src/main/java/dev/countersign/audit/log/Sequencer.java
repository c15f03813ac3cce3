package dev.countersign.audit.log;

import dev.countersign.evidence.log.TreeBuilder;
import dev.countersign.evidence.writer.EvidenceWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Hands out turns at appending to the log, one at a time over all replicas.
///
/// ## Fence
///
/// A turn is a transaction that holds the head's row locked, appends, and moves the head by
/// compare-and-set on its size, root and term. Should the lock ever fail, the compare-and-set and
/// the unique leaf number each refuse the second one, and that turn is rolled back whole. A
/// sequencer that finds another's name in the head takes the next term. Turns are committed in the
/// order of their leaves, so a reader never sees a leaf before those in front of it.
///
/// ## Whom it believes
///
/// A head must carry the seal of the log's key and be the root of what is stored, and nothing may
/// stand behind it. Otherwise somebody else changed the database, and the log stands still.
///
/// ## Memory
///
/// The tree's right edge is kept between turns. It is believed only while its root is the head's;
/// after another one's turn, or any failure, it is read again.
///
/// ## Concurrency
///
/// Thread-safe; threads of one process wait for each other here, not with a connection each.
@Component
public class Sequencer {
  private final ReentrantLock order = new ReentrantLock();
  private final TransactionTemplate transaction;
  private final HeadTable heads;
  private final LeafTable leaves;
  private final RecordTable records;
  private final TileTable tiles;
  private final SessionStarts sessions;
  private final Clock clock;
  private final String holder;
  private @Nullable TreeBuilder edge;
  private Instant latest = Instant.EPOCH;

  Sequencer(
      PlatformTransactionManager transactions,
      HeadTable heads,
      LeafTable leaves,
      RecordTable records,
      TileTable tiles,
      SessionStarts sessions,
      EvidenceWriter evidence,
      Clock clock) {
    this.transaction = new TransactionTemplate(transactions);
    this.heads = heads;
    this.leaves = leaves;
    this.records = records;
    this.tiles = tiles;
    this.sessions = sessions;
    this.clock = clock;
    this.holder = evidence.writer() + "/" + UUID.randomUUID();
  }

  /// Does the work in one turn: all of it is committed, or nothing is.
  ///
  /// @throws org.springframework.dao.DataAccessException when the database fails or another
  ///   sequencer was faster; the work may be done again in another turn
  /// @throws IllegalStateException when what is stored is not what this log's sequencers left
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
        records.forgetPartitions();
        sessions.forget();
      }
      order.unlock();
    }
  }

  private <T> T inFence(Function<Turn, T> work) {
    Head head = heads.lock();
    TreeBuilder tree = edge(head);
    T result = work.apply(new Turn(tree, leaves, records, tiles, sessions, now()));
    if (tree.size() != head.size()) {
      heads.move(head, head.moved(tree.size(), tree.root(), holder));
    }
    return result;
  }

  private TreeBuilder edge(Head head) {
    long end = leaves.end();
    if (end != head.size()) {
      throw new IllegalStateException(
          "leaves: %d (expected: %d, the head); somebody else changed the database"
              .formatted(end, head.size()));
    }
    TreeBuilder known = edge;
    if (known == null || known.size() != head.size() || !known.root().equals(head.root())) {
      known = TreeBuilder.resume(head.size(), tiles, leaves);
      if (!known.root().equals(head.root())) {
        throw new IllegalStateException(
            "root of %d leaves: %s (expected: %s, the head); somebody else changed the database"
                .formatted(head.size(), known.root(), head.root()));
      }
      edge = known;
    }
    return known;
  }

  /// The time of integration, to the microsecond, as the database keeps it; it never goes back
  /// within a process, so that partitions are in order.
  private Instant now() {
    Instant now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    latest = now.isAfter(latest) ? now : latest;
    return latest;
  }
}

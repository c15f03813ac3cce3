package dev.countersign.replay.recording;

import dev.countersign.replay.recording.StoreOutcome.Conflicting;
import dev.countersign.replay.recording.StoreOutcome.Stored;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Where frames are kept: nothing in it is ever changed or removed, but for contents that a keeper
/// has erased; their frames stay and are not stored again.
///
/// A frame's key is (call, direction, index). Storing is idempotent: a frame that is there already
/// is left alone. The same key with other bytes, or a call that suddenly belongs to another
/// session, subject or function, is a [Conflicting] outcome and never overwrites.
///
/// Thread-safe; a batch is one transaction, durable on return. Costs five statements a batch
/// whatever its size. Throws `DataAccessException` when the database does not answer, and then
/// nothing of the batch is stored.
@Component
public class FrameStore {
  private final FrameTables tables;
  private final TransactionTemplate transaction;

  FrameStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    this.tables = new FrameTables(jdbc);
    this.transaction = new TransactionTemplate(transactions);
  }

  public StoreOutcome store(List<Frame> frames) {
    if (frames.isEmpty()) {
      return new Stored(0, 0);
    }
    StoreOutcome outcome =
        transaction.execute(status -> {
          StoreOutcome result = insert(frames);
          if (result instanceof Conflicting) {
            status.setRollbackOnly();
          }
          return result;
        });
    return outcome instanceof Conflicting(int position, var _)
        ? withoutConflict(frames.subList(0, position))
        : outcome;
  }

  private StoreOutcome insert(List<Frame> frames) {
    FrameColumns columns = FrameColumns.of(frames);
    tables.insertSessions(columns);
    tables.insertCalls(columns);
    int fresh = tables.insertFrames(columns);
    OptionalInt conflict = tables.firstConflict(columns);
    Stored stored = new Stored(fresh, frames.size() - fresh);
    return conflict.isPresent() ? new Conflicting(conflict.getAsInt(), stored) : stored;
  }

  private Conflicting withoutConflict(List<Frame> before) {
    return switch (store(before)) {
      case Stored stored -> new Conflicting(before.size(), stored);
      case Conflicting earlier -> earlier;
    };
  }
}

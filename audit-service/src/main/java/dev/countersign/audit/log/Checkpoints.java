package dev.countersign.audit.log;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts the log under signed checkpoints (C2SP `tlog-checkpoint`).
///
/// ## Guarantees
///
/// A checkpoint is committed to the database before anybody can see it. One is signed only for a
/// tree that provably extends the newest signed one; where the stored leaves do not, an alarm is
/// raised and nothing is signed again until an operator has looked. Replicas agree without talking:
/// they hold the same key, and Ed25519 makes the same note of the same tree.
///
/// ## Not guaranteed
///
/// Somebody who holds the log's key and the database can sign another history. Against that stand
/// copies of checkpoints outside.
@Component
public class Checkpoints {
  private final ReentrantLock one = new ReentrantLock();
  private final LogReader log;
  private final LogKey key;
  private final Alarms alarms;
  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile @Nullable LogCheckpoint verified;

  Checkpoints(LogReader log, LogKey key, Alarms alarms, JdbcClient jdbc, Clock clock) {
    this.log = log;
    this.key = key;
    this.alarms = alarms;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// The newest published checkpoint; its signature is checked.
  ///
  /// @throws IllegalStateException when what is stored is not signed by the log's key
  public Optional<LogCheckpoint> newest() {
    return jdbc.sql("SELECT * FROM checkpoint ORDER BY size DESC LIMIT 1")
        .query(this::read)
        .optional();
  }

  /// Publishes a checkpoint over all leaves there are, unless that exists, and gives the newest.
  ///
  /// @throws IllegalStateException when the stored log does not extend the newest checkpoint
  public LogCheckpoint advance() {
    one.lock();
    try {
      LogCheckpoint old = newest().orElse(null);
      long size = log.size();
      if (old != null && old.size() == size) {
        return old;
      }
      return publish(extending(old, size));
    } finally {
      one.unlock();
    }
  }

  private Checkpoint extending(@Nullable LogCheckpoint old, long size) {
    TileTree tree = log.tree(size);
    Checkpoint fresh = new Checkpoint(key.origin(), size, tree.root());
    if (old != null
        && (size < old.size() || !tree.consistency(old.size()).proves(old.root(), fresh.root()))) {
      String detail =
          "the stored log of %d leaves does not extend the signed checkpoint of %d"
              .formatted(size, old.size());
      alarms.raise(new Alarm(AlarmKind.LOG_INCONSISTENT, null, null, old.root(), detail, null));
      throw new IllegalStateException(detail);
    }
    return fresh;
  }

  private LogCheckpoint publish(Checkpoint fresh) {
    jdbc.sql(
            """
            INSERT INTO checkpoint (size, root, note, created_at)
            VALUES (:size, :root, :note, :at) ON CONFLICT DO NOTHING
            """)
        .param("size", fresh.size())
        .param("root", fresh.root().bytes())
        .param("note", key.sign(fresh).toString())
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return newest().orElseThrow(() -> new IllegalStateException("a checkpoint vanished"));
  }

  private LogCheckpoint read(ResultSet row, int number) throws SQLException {
    String text = row.getString("note");
    LogCheckpoint known = verified;
    if (known != null && known.note().toString().equals(text)) {
      return known;
    }
    SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (!key.signed(note)
        || !checkpoint.origin().equals(key.origin())
        || checkpoint.size() != row.getLong("size")) {
      throw new IllegalStateException(
          "checkpoint of size %d: not signed by the log's key".formatted(row.getLong("size")));
    }
    LogCheckpoint read =
        new LogCheckpoint(checkpoint, note, row.getTimestamp("created_at").toInstant());
    verified = read;
    return read;
  }
}

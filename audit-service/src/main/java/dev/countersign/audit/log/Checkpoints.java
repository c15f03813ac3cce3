package dev.countersign.audit.log;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
/// tree that is the sealed head's and provably extends the newest signed one; where it is not, an
/// alarm is raised and nothing is signed again until an operator has looked. Replicas agree without
/// talking: they hold the same key, and Ed25519 makes the same note of the same tree.
///
/// ## Not guaranteed
///
/// Somebody who holds the log's key and the database can sign another history. Against that stand
/// copies of checkpoints outside.
@Component
public class Checkpoints {
  private final ReentrantLock one = new ReentrantLock();
  private final HeadTable heads;
  private final LogReader log;
  private final LogKey key;
  private final Alarms alarms;
  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile @Nullable LogCheckpoint verified;

  Checkpoints(
      HeadTable heads, LogReader log, LogKey key, Alarms alarms, JdbcClient jdbc, Clock clock) {
    this.heads = heads;
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

  /// Checkpoints up to one, evenly spread over the log, at most so many and those of some sizes;
  /// the last is that one, as it was given.
  public List<LogCheckpoint> spread(LogCheckpoint last, int most, Collection<Long> sizes) {
    List<LogCheckpoint> chosen =
        new ArrayList<>(
            jdbc.sql(
                    """
                    SELECT DISTINCT chosen.* FROM generate_series(1, :most) AS part
                    CROSS JOIN LATERAL (
                      SELECT * FROM checkpoint WHERE size <= CAST(:size AS numeric) * part / :most
                      ORDER BY size DESC LIMIT 1) AS chosen
                    WHERE chosen.size < :size
                    UNION SELECT * FROM checkpoint WHERE size = ANY (:sizes) AND size < :size
                    ORDER BY size
                    """)
                .param("size", last.size())
                .param("most", most - 1)
                .param("sizes", sizes.toArray(Long[]::new))
                .query(this::read)
                .list());
    chosen.add(last);
    return chosen;
  }

  /// Publishes a checkpoint over all leaves there are, unless that exists, and gives the newest.
  ///
  /// @throws IllegalStateException when the stored log does not extend the newest checkpoint
  public LogCheckpoint advance() {
    one.lock();
    try {
      LogCheckpoint old = newest().orElse(null);
      Head head = head(old);
      if (old != null && old.size() == head.size() && old.root().equals(head.root())) {
        return old;
      }
      return publish(extending(old, head));
    } finally {
      one.unlock();
    }
  }

  private Head head(@Nullable LogCheckpoint old) {
    try {
      return heads.read();
    } catch (IllegalStateException e) {
      throw inconsistent(old, String.valueOf(e.getMessage()));
    }
  }

  private Checkpoint extending(@Nullable LogCheckpoint old, Head head) {
    TileTree tree = log.tree(head.size());
    if (!tree.root().equals(head.root())) {
      throw inconsistent(
          old, "the stored log of %d leaves has not the head's root".formatted(head.size()));
    }
    if (old != null
        && (head.size() < old.size()
            || !tree.consistency(old.size()).proves(old.root(), head.root()))) {
      throw inconsistent(
          old,
          "the stored log of %d leaves does not extend the signed checkpoint of %d"
              .formatted(head.size(), old.size()));
    }
    return new Checkpoint(key.origin(), head.size(), head.root());
  }

  private IllegalStateException inconsistent(@Nullable LogCheckpoint old, String detail) {
    Digest signed = old == null ? null : old.root();
    alarms.raise(new Alarm(AlarmKind.LOG_INCONSISTENT, null, null, signed, detail, null));
    return new IllegalStateException(detail);
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

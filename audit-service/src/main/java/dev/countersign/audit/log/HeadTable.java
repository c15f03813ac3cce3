package dev.countersign.audit.log;

import dev.countersign.evidence.record.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The row that says where the log ends, sealed with a key that is not in the database.
///
/// A head that does not carry the seal was put there by somebody else, and nothing goes on from it.
@Component
class HeadTable {
  private final JdbcClient jdbc;
  private final LogKey key;

  HeadTable(JdbcClient jdbc, LogKey key) {
    this.jdbc = jdbc;
    this.key = key;
  }

  /// A head as it is stored.
  ///
  /// @param seal absent where no service has sealed it yet
  /// @param end one behind the last leaf that is stored, whoever stored it; under a lock it may be
  ///   older than the head
  record Stored(Head head, byte @Nullable [] seal, long end) {}

  /// The head as it is committed, with nothing behind it.
  ///
  /// @throws IllegalStateException when its seal is not ours, or leaves stand behind it
  Head read() {
    Stored stored = stored("");
    if (stored.end() != stored.head().size()) {
      throw new IllegalStateException(
          "leaves: %d (expected: %d, the head); somebody else changed the database"
              .formatted(stored.end(), stored.head().size()));
    }
    return checked(stored);
  }

  /// The head, which nobody else moves until this transaction ends.
  ///
  /// @throws IllegalStateException when its seal is not ours
  Head lock() {
    return checked(stored(" FOR UPDATE"));
  }

  /// The head, locked, whether or not it is sealed.
  Stored lockUnchecked() {
    return stored(" FOR UPDATE");
  }

  /// Moves the head, if it is still where it was.
  ///
  /// @throws OptimisticLockingFailureException when another sequencer moved it
  void move(Head from, Head to) {
    int rows =
        jdbc.sql(
                """
                UPDATE head SET size = :size, root = :root, term = :term, holder = :holder, seal = :seal
                WHERE size = :oldSize AND root = :oldRoot AND term = :oldTerm
                """)
            .param("size", to.size())
            .param("root", to.root().bytes())
            .param("term", to.term())
            .param("holder", to.holder())
            .param("seal", key.seal(to))
            .param("oldSize", from.size())
            .param("oldRoot", from.root().bytes())
            .param("oldTerm", from.term())
            .update();
    if (rows != 1) {
      throw new OptimisticLockingFailureException(
          "head: not at %d leaves in term %d any more".formatted(from.size(), from.term()));
    }
  }

  private Head checked(Stored stored) {
    if (stored.seal() == null || !key.sealed(stored.head(), stored.seal())) {
      throw new IllegalStateException(
          "head of %d leaves: not sealed by this log's key; somebody else changed the database"
              .formatted(stored.head().size()));
    }
    return stored.head();
  }

  private Stored stored(String lock) {
    return jdbc.sql(
            """
            SELECT size, root, term, holder, seal,
              (SELECT coalesce(max(leaf_index) + 1, 0) FROM leaf) AS leaves FROM head
            """
                + lock)
        .query(HeadTable::map)
        .optional()
        .orElseThrow(() -> new IllegalStateException("the log's head is missing"));
  }

  private static Stored map(ResultSet row, int number) throws SQLException {
    Head head =
        new Head(
            row.getLong("size"),
            Digest.wrap(row.getBytes("root")),
            row.getLong("term"),
            row.getString("holder"));
    return new Stored(head, row.getBytes("seal"), row.getLong("leaves"));
  }
}

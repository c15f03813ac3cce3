package dev.countersign.audit.witness;

import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.NoteSignature;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of cosignatures.
@Component
class CosignatureTable {
  /// Of how many cosignatures the best checkpoint is chosen.
  private static final int NEWEST = 64;

  private final JdbcClient jdbc;

  CosignatureTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A checkpoint that was cosigned.
  ///
  /// @param createdAt when the checkpoint was made
  record Cosigned(long size, Instant createdAt) {}

  void insert(long size, NoteKey witness, NoteSignature signature, Instant at) {
    jdbc.sql(
            """
            INSERT INTO cosignature (size, witness, line, at)
            VALUES (:size, :witness, :line, :at) ON CONFLICT DO NOTHING
            """)
        .param("size", size)
        .param("witness", witness.text())
        .param("line", signature.toString())
        .param("at", Timestamp.from(at))
        .update();
  }

  /// The newest checkpoint that a witness cosigned.
  Optional<Cosigned> newest(NoteKey witness) {
    return jdbc.sql(
            """
            SELECT size, created_at FROM cosignature JOIN checkpoint USING (size)
            WHERE witness = :witness ORDER BY size DESC LIMIT 1
            """)
        .param("witness", witness.text())
        .query((row, number) -> new Cosigned(row.getLong(1), row.getTimestamp(2).toInstant()))
        .optional();
  }

  /// The signature lines of a checkpoint, in the order of their witnesses.
  List<String> lines(long size) {
    return jdbc.sql("SELECT line FROM cosignature WHERE size = :size ORDER BY witness")
        .param("size", size)
        .query(String.class)
        .list();
  }

  /// The note of the checkpoint over a leaf that most witnesses cosigned, of the newest ones.
  Optional<StoredNote> best(long leaf) {
    return jdbc.sql(
            """
            SELECT size, note FROM checkpoint WHERE size = (
              SELECT size FROM (
                SELECT size FROM cosignature WHERE size > :leaf ORDER BY size DESC LIMIT :newest
              ) AS few
              GROUP BY size ORDER BY count(*) DESC, size DESC LIMIT 1)
            """)
        .param("leaf", leaf)
        .param("newest", NEWEST)
        .query((row, number) -> new StoredNote(row.getLong(1), row.getString(2)))
        .optional();
  }

  /// A checkpoint's note as it is stored.
  record StoredNote(long size, String note) {}
}

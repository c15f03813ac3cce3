package dev.countersign.replay.recording;

import dev.countersign.evidence.record.Digest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// Puts the masked answer of a call together out of its frames. Thread-safe.
///
/// What it gives has the digest that was asked for, byte for byte what the caller got; anything
/// else is as good as not there.
@Component
class AnswerReader {
  private final JdbcClient database;
  private final TransactionTemplate snapshot;
  private final DataSize atMost;

  AnswerReader(
      JdbcClient database, PlatformTransactionManager transactions, RecordingSettings settings) {
    this.database = database;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.atMost = settings.answerAtMost();
  }

  private record Size(long bytes, boolean whole) {}

  /// The answer of that digest; empty where it is not there, not whole yet, or too large.
  Optional<byte[]> find(UUID call, Digest digest) {
    byte[] found =
        snapshot.execute(_ -> {
          Size size = size(call);
          return size.whole() && size.bytes() <= atMost.toBytes() ? content(call) : new byte[0];
        });
    return Optional.ofNullable(found).filter(bytes -> Digest.of(bytes).equals(digest));
  }

  private Size size(UUID call) {
    return database
        .sql(
            """
            SELECT coalesce(sum(octet_length(content)), 0) AS bytes,
              coalesce(bool_or(is_last), false) AS whole
            FROM frame WHERE call = ? AND direction = 'response'
            """)
        .param(call)
        .query((row, number) -> new Size(row.getLong("bytes"), row.getBoolean("whole")))
        .single();
  }

  private byte[] content(UUID call) {
    List<byte[]> frames =
        database
            .sql(
                """
                SELECT content FROM frame WHERE call = ? AND direction = 'response'
                ORDER BY frame_index
                """)
            .param(call)
            .query((row, number) -> row.getBytes("content"))
            .list();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    frames.forEach(whole::writeBytes);
    return whole.toByteArray();
  }
}

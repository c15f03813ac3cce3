package dev.countersign.audit.alarm;

import dev.countersign.evidence.record.Digest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alarm as auditors see it. `jws` is there for an equivocation only: it is the proof.
@Schema(name = "Alarm")
record AlarmView(
    long id,
    Instant raisedAt,
    String kind,
    boolean stops,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String writer,
    @Nullable Long epoch,
    @Nullable Long seq,
    @Nullable String digest,
    String detail,
    @Nullable String jws) {

  static AlarmView read(ResultSet row, int number) throws SQLException {
    String kind = row.getString("kind");
    byte[] digest = row.getBytes("digest");
    byte[] message = row.getBytes("message");
    boolean proof = kind.equals(AlarmKind.EQUIVOCATION.wireName()) && message != null;
    return new AlarmView(
        row.getLong("id"),
        row.getTimestamp("raised_at").toInstant(),
        kind,
        row.getBoolean("stops"),
        row.getObject("kafka_partition", Integer.class),
        row.getObject("kafka_offset", Long.class),
        row.getString("writer"),
        row.getObject("epoch", Long.class),
        row.getObject("seq", Long.class),
        digest == null ? null : Digest.wrap(digest).toString(),
        row.getString("detail"),
        proof ? new String(message, StandardCharsets.US_ASCII) : null);
  }
}

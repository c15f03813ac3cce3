package dev.countersign.audit.integrity;

import dev.countersign.audit.log.RecordColumns;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A leaf as the database has it, believed in nothing.
///
/// @param jws absent where the record's row is gone
/// @param pruned whether the record's partition was dropped under a statement
/// @param before the digest at the place before this one in the writer's chain
/// @param intent the digest at the leaf that an outcome's row names
record StoredLeaf(
    long leaf,
    String writer,
    long epoch,
    long seq,
    String type,
    @Nullable String call,
    @Nullable String approval,
    Digest digest,
    Digest leafHash,
    byte @Nullable [] jws,
    boolean pruned,
    @Nullable Digest before,
    @Nullable Digest intent,
    @Nullable Instant time,
    @Nullable RecordColumns columns) {

  static StoredLeaf read(ResultSet row, int number) throws SQLException {
    byte[] jws = row.getBytes("jws");
    return new StoredLeaf(
        row.getLong("leaf_index"),
        row.getString("writer"),
        row.getLong("epoch"),
        row.getLong("seq"),
        row.getString("leaf_type"),
        row.getString("leaf_call"),
        row.getString("leaf_approval"),
        Digest.wrap(row.getBytes("digest")),
        Digest.wrap(row.getBytes("leaf_hash")),
        jws,
        row.getObject("statement") != null,
        digest(row.getBytes("before_digest")),
        digest(row.getBytes("intent_digest")),
        instant(row.getTimestamp("time")),
        jws == null ? null : columns(row));
  }

  private static RecordColumns columns(ResultSet row) throws SQLException {
    String subject = row.getString("subject");
    String issuer = row.getString("subject_issuer");
    return new RecordColumns(
        row.getString("call"),
        row.getString("session"),
        subject == null ? null : Party.actor(subject, issuer == null ? "" : issuer, null),
        row.getString("actor"),
        row.getString("connection"),
        row.getString("function"),
        row.getString("approval"),
        row.getString("risk"),
        row.getString("reason"),
        row.getString("status"),
        instant(row.getTimestamp("deadline")),
        texts(row.getArray("approvers")));
  }

  private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? null : Arrays.asList((String[]) array.getArray());
  }

  private static @Nullable Digest digest(byte @Nullable [] bytes) {
    return bytes == null ? null : Digest.wrap(bytes);
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}

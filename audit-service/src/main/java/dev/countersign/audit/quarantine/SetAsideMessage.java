package dev.countersign.audit.quarantine;

import dev.countersign.evidence.record.Digest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// That a message is set aside.
///
/// @param record the digest of the `message.quarantined` record, which was durable before
@Schema(name = "SetAside")
record SetAsideMessage(int partition, long offset, String digest, String record, Instant at) {
  static SetAsideMessage read(ResultSet row, int number) throws SQLException {
    return new SetAsideMessage(
        row.getInt("kafka_partition"),
        row.getLong("kafka_offset"),
        Digest.wrap(row.getBytes("digest")).toString(),
        Digest.wrap(row.getBytes("record")).toString(),
        row.getTimestamp("set_aside_at").toInstant());
  }

  boolean is(Message message) {
    return digest.equals(message.digest().toString());
  }
}

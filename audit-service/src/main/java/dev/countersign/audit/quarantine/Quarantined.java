package dev.countersign.audit.quarantine;

import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.WatchBody.MessageQuarantined;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A message in quarantine, as its record tells it; what only the record says is absent until the
/// record is in the log.
@Schema(name = "Quarantined")
record Quarantined(
    SetAsideMessage message,
    @Nullable Long leaf,
    @Nullable String kind,
    @Nullable Party by,
    @Nullable String reason,
    @Nullable String writer,
    @Nullable Long epoch,
    @Nullable Long seq) {

  static Quarantined read(ResultSet row, int number) throws SQLException {
    SetAsideMessage message = SetAsideMessage.read(row, number);
    byte[] jws = row.getBytes("jws");
    if (jws != null
        && StoredRecord.read(row, number).record().body() instanceof MessageQuarantined body) {
      return new Quarantined(
          message,
          row.getLong("leaf_index"),
          body.kind(),
          body.subject(),
          body.reason(),
          body.writer(),
          body.epoch(),
          body.seq());
    }
    return new Quarantined(message, null, null, null, null, null, null, null);
  }
}

package dev.countersign.audit.log;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.databind.JsonNode;

/// A record as it is stored: its leaf and the exact bytes that were signed. Whatever is shown of a
/// record is read from those bytes.
public record StoredRecord(long leaf, byte[] jws) {
  /// The columns that [#read] needs.
  public static final String COLUMNS = "leaf_index, jws";

  public static StoredRecord read(ResultSet row, int number) throws SQLException {
    return new StoredRecord(row.getLong("leaf_index"), row.getBytes("jws"));
  }

  public Digest digest() {
    return Digest.of(jws);
  }

  public Digest leafHash() {
    return dev.countersign.evidence.log.TreeHash.leaf(jws);
  }

  public String text() {
    return new String(jws, StandardCharsets.US_ASCII);
  }

  public EvidenceRecord record() {
    return EvidenceJson.readRecord(Jws.parse(jws).unverifiedPayload());
  }

  public JsonNode json() {
    return EvidenceJson.tree(Jws.parse(jws).unverifiedPayload());
  }
}

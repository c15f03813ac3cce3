package dev.countersign.audit.log;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.TestRecords;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.TreeBuilder;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.service.evidence.KeyFile;
import dev.countersign.test.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A log that was begun before leaves, partitions and a head were tables.
class UpgradeIT {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final Instant LONG_AGO = Instant.parse("2026-09-30T23:59:59Z");
  private final AuditStage stage = AuditStage.open("upgrade");
  private final List<byte[]> records = new ArrayList<>();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void goesOnWithAllThatWasThere() throws SQLException {
    stage.trust("gateway-9");
    beginWithTheFirstVersion(stage.key("gateway-9"));
    stage.start();
    stage.writer("gateway-0").append(TestRecords.refused("s-1", "alice", "not-granted"));
    eventually(() ->
        assertThat(stage.bean(Checkpoints.class).newest().orElseThrow().size()).isGreaterThan(7));
    List<StoredRecord> kept = stage.bean(LogReader.class).leaves(0, 5, 5);
    assertThat(kept).extracting(StoredRecord::jws).containsExactlyElementsOf(records);
    assertThat(stage.count("SELECT count(DISTINCT tableoid) FROM record WHERE leaf_index < 5"))
        .as("log in September and October, standard in October")
        .isEqualTo(3);
    assertThat(stage.read("/api/v1/calls?subject=alice").get("items").size()).isEqualTo(4);
  }

  @Test
  void doesNotStartWhereARecordBehindTheCheckpointIsNotItsWriters() throws SQLException {
    stage.trust("gateway-9");
    beginWithTheFirstVersion(stage.key("another"));
    assertThatThrownBy(stage::start)
        .hasStackTraceContaining("leaf 3: behind the signed checkpoint");
  }

  /// Five records, in two months, of which three are under the checkpoint.
  private void beginWithTheFirstVersion(SigningKey key) throws SQLException {
    String schema = stage.schema();
    try (Connection owner =
        DriverManager.getConnection(
            POSTGRES.url(schema), POSTGRES.ownerOf(schema), POSTGRES.password())) {
      Flyway.configure()
          .dataSource(POSTGRES.url(schema), POSTGRES.ownerOf(schema), POSTGRES.password())
          .defaultSchema(schema)
          .placeholders(Map.of("role", POSTGRES.roleOf(schema)))
          .target("1")
          .load()
          .migrate();
      TreeBuilder tree = TreeBuilder.empty();
      Digest last = Digest.ZERO;
      for (int seq = 0; seq < 5; seq++) {
        RecordBody body =
            seq == 0 || seq == 2
                ? new RecordBody.WriterHeartbeat(seq)
                : TestRecords.refused("s-0", "alice", "not-granted");
        byte[] jws = record(seq, last, body, key);
        last = Digest.of(jws);
        records.add(jws);
        insert(owner, seq, jws, body);
        tree.append(TreeHash.leaf(jws));
        if (seq == 2) {
          checkpoint(owner, tree);
        }
      }
    }
  }

  private byte[] record(long seq, Digest prev, RecordBody body, SigningKey key) {
    EvidenceRecord record = EvidenceRecord.of("gateway-9", 1, seq, prev, LONG_AGO, body);
    return Jws.sign(EvidenceRecord.JWS_TYPE, EvidenceJson.write(record), key);
  }

  private static void insert(Connection owner, int seq, byte[] jws, RecordBody body)
      throws SQLException {
    String call = body instanceof RecordBody.CallRefused refused ? refused.call() : null;
    try (var row =
        owner.prepareStatement(
            """
            INSERT INTO record (leaf_index, writer, epoch, seq, type, time, received_at, call,
              session, subject, digest, leaf_hash, jws)
            VALUES (?, 'gateway-9', 1, ?, ?, now(), ?::timestamptz, ?, 's-0', 'alice', ?, ?, ?)
            """)) {
      row.setLong(1, seq);
      row.setLong(2, seq);
      row.setString(3, call == null ? "writer.heartbeat" : "call.refused");
      row.setString(4, LONG_AGO.plusSeconds(seq).toString());
      row.setString(5, call);
      row.setBytes(6, Digest.of(jws).bytes());
      row.setBytes(7, TreeHash.leaf(jws).bytes());
      row.setBytes(8, jws);
      row.executeUpdate();
    }
  }

  private void checkpoint(Connection owner, TreeBuilder tree) throws SQLException {
    SigningKey log = KeyFile.readOrGenerate(stage.state.resolve("keys").resolve("log.jwk"));
    String note =
        new Checkpoint("countersign.dev/log", tree.size(), tree.root()).sign(log).toString();
    try (var row =
        owner.prepareStatement(
            "INSERT INTO checkpoint (size, root, note, created_at) VALUES (?, ?, ?, now())")) {
      row.setLong(1, tree.size());
      row.setBytes(2, tree.root().bytes());
      row.setString(3, note);
      row.executeUpdate();
    }
  }
}

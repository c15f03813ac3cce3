package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.test.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a superuser of the database does to the log is named, leaf by leaf.
class IntegrityIT {
  private static final AuditStage STAGE = AuditStage.open("integrity");
  private static final int RECORDS = 700;

  @BeforeAll
  static void start() {
    STAGE.start();
    EvidenceWriter gateway = STAGE.writer("gateway-0");
    for (int i = 0; i < RECORDS / 2; i++) {
      var intent = gateway.append(TestRecords.intent("s-" + i, "alice", "refund"));
      gateway.append(TestRecords.outcome(intent, OutcomeStatus.COMPLETED));
    }
    eventually(() -> assertThat(newest().size()).isGreaterThan(RECORDS));
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  private static LogCheckpoint newest() {
    return STAGE.bean(Checkpoints.class).newest().orElseThrow();
  }

  @Test
  void findsNothingInALogThatNobodyTouched() {
    JsonNode answer = STAGE.read("/api/v1/integrity");
    assertThat(answer.get("holds").booleanValue()).as(answer.toString()).isTrue();
    assertThat(answer.get("to").longValue()).isEqualTo(answer.get("size").longValue());
    JsonNode part = STAGE.read("/api/v1/integrity?from-leaf=100&limit=50");
    assertThat(part.get("holds").booleanValue()).isTrue();
    assertThat(part.get("next").stringValue()).isEqualTo("150");
  }

  /// Whatever names the changed leaf shows it too: the next record of the chain, and the outcome.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "record-changed   ; 300 ; UPDATE %1$s.record SET jws = 'x' || jws WHERE leaf_index = 300",
        "record-changed   ; 690 ; UPDATE %1$s.record SET jws = 'x' || jws WHERE leaf_index = 690",
        "record-missing   ; 301 ; DELETE FROM %1$s.record WHERE leaf_index = 301",
        "leaf-missing     ; 302 ; DELETE FROM %1$s.leaf WHERE leaf_index = 302",
        "leaf-missing     ; 691 ; DELETE FROM %1$s.leaf WHERE leaf_index = 691",
        "leaf-changed     ; 303 ; UPDATE %1$s.leaf SET leaf_hash = sha256('x') WHERE leaf_index = 303",
        "leaf-changed     ; 692 ; UPDATE %1$s.leaf SET leaf_hash = sha256('x') WHERE leaf_index = 692",
        "leaf-changed     ; 304 ; UPDATE %1$s.leaf SET digest = sha256('x') WHERE leaf_index = 304",
        "leaf-changed     ; 305 ; UPDATE %1$s.leaf SET type = 'call.refused' WHERE leaf_index = 305",
        "leaf-changed     ; 306 ; UPDATE %1$s.leaf SET call = 'another' WHERE leaf_index = 306",
        "columns-changed  ; 307 ; UPDATE %1$s.record SET status = 'failed' WHERE leaf_index = 307",
        "columns-changed  ; 308 ; UPDATE %1$s.record SET subject = 'bob' WHERE leaf_index = 308",
        "columns-changed  ; 309 ; UPDATE %1$s.record SET time = time - interval '1 day' WHERE leaf_index = 309",
        "columns-changed  ; 309 ; UPDATE %1$s.record SET intent_leaf = 1 WHERE leaf_index = 309",
        "tile-changed     ; 256 ; UPDATE %1$s.tile SET hashes = sha256('x') || substr(hashes, 33) WHERE level = 0 AND tile_index = 1",
        "record-added     ; 310 ; INSERT INTO %1$s.record (leaf_index, retention, received_at, time, type, jws) SELECT 310, retention, received_at + interval '1 us', time, type, jws FROM %1$s.record WHERE leaf_index = 310",
      })
  void namesExactlyWhatASuperuserDid(String kind, long leaf, String change) throws SQLException {
    assertThat(foundAfter(change))
        .contains(kind.strip() + " at " + leaf)
        .allMatch(found ->
            found.endsWith(" at " + leaf)
                || found.startsWith("not-under-checkpoint")
                || List.of("chain-broken at " + (leaf + 1), "columns-changed at " + (leaf + 1))
                    .contains(found));
  }

  @Test
  void namesALeafBehindTheHead() throws SQLException {
    String change =
        """
        INSERT INTO %1$s.leaf (leaf_index, writer, epoch, seq, type, retention, received_at, digest, leaf_hash)
        SELECT size + 3, 'intruder', 1, 0, 'writer.opened', 'log', now(), sha256('x'), sha256('x') FROM %1$s.head
        """;
    assertThat(foundAfter(change)).hasSize(1).allMatch(found -> found.startsWith("leaf-added"));
  }

  /// Record, leaf and tile agree, but the writer's key was not there to sign it.
  @Test
  void namesARecordThatWasReplacedEverywhere() throws SQLException {
    byte[] forged =
        Jws.sign(
            EvidenceRecord.JWS_TYPE,
            EvidenceJson.write(
                EvidenceRecord.of(
                    "gateway-0",
                    1,
                    1,
                    Digest.ZERO,
                    Instant.EPOCH,
                    new RecordBody.WriterHeartbeat(1))),
            STAGE.key("mallory"));
    String text = new String(forged, StandardCharsets.US_ASCII);
    String hash = "sha256('\\x00'::bytea || '%s'::bytea)".formatted(text);
    String change =
        "UPDATE %1$s.record SET jws = '"
            + text
            + "' WHERE leaf_index = 320;"
            + "UPDATE %1$s.leaf SET leaf_hash = "
            + hash
            + ", digest = sha256('"
            + text
            + "') WHERE leaf_index = 320;"
            + "UPDATE %1$s.tile SET hashes = substr(hashes, 1, 64 * 32) || "
            + hash
            + " || substr(hashes, 65 * 32 + 1) WHERE level = 0 AND tile_index = 1";
    assertThat(foundAfter(change)).contains("not-signed at 320", "not-under-checkpoint at 256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM %1$s.record WHERE leaf_index = 400",
        "DELETE FROM %1$s.leaf WHERE leaf_index = 400"
      })
  void anExportOfItIsRefusedOrBreaksOff(String change) throws SQLException {
    tampered(
        change,
        () ->
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> STAGE.bytes("/api/v1/export"))
                .hasMessageMatching("(?s).*(no answer|/api/v1/export: 500).*"));
  }

  @Test
  void theVerifierNamesAnEditedRecordToo(@TempDir Path folder) throws Exception {
    List<String> named = new ArrayList<>();
    tampered(
        "UPDATE %1$s.record SET jws = overlay(jws placing 'Z' from 200) WHERE leaf_index = 410",
        () -> {
          try {
            Path bundle = Files.write(folder.resolve("e.zip"), STAGE.bytes("/api/v1/export"));
            new Verifier(new Trust.OfBundle(), Progress.NONE)
                .verify(bundle)
                .findings()
                .forEach(finding -> named.add(finding.toString()));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    assertThat(named).anyMatch(found -> found.contains("leaf=410"));
  }

  private static List<String> foundAfter(String change) throws SQLException {
    List<String> found = new ArrayList<>();
    tampered(
        change,
        () ->
            STAGE
                .read("/api/v1/integrity?limit=100000")
                .get("findings")
                .forEach(finding ->
                    found.add(
                        finding.get("kind").stringValue()
                            + " at "
                            + finding.get("leaf").longValue())));
    return found;
  }

  /// Changes the tables behind the service's back and puts everything back after.
  private static void tampered(String change, Runnable meanwhile) throws SQLException {
    try (var admin = TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      String schema = STAGE.schema();
      long end = STAGE.count("SELECT size FROM head");
      for (String table : List.of("record", "leaf", "tile")) {
        statement.execute(
            "CREATE TEMPORARY TABLE kept_%2$s AS SELECT * FROM %1$s.%2$s".formatted(schema, table));
      }
      statement.execute(change.formatted(schema));
      try {
        meanwhile.run();
      } finally {
        String kept = " WHERE leaf_index < " + end;
        statement.execute("DELETE FROM " + schema + ".record" + kept);
        statement.execute("INSERT INTO " + schema + ".record SELECT * FROM kept_record" + kept);
        statement.execute(
            "DELETE FROM " + schema + ".leaf WHERE writer = 'intruder' OR leaf_index < " + end);
        statement.execute("INSERT INTO " + schema + ".leaf SELECT * FROM kept_leaf" + kept);
        statement.execute(
            "DELETE FROM %1$s.tile WHERE (level, tile_index) IN (SELECT level, tile_index FROM kept_tile)"
                .formatted(schema));
        statement.execute("INSERT INTO " + schema + ".tile SELECT * FROM kept_tile");
      }
    }
  }
}

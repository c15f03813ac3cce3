package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.evidence.log.ConsistencyProof;
import dev.countersign.evidence.log.EntryBundle;
import dev.countersign.evidence.log.ProofFile;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.WitnessPolicy;
import dev.countersign.evidence.record.Digest;
import dev.countersign.test.TestIssuer;
import dev.countersign.test.TestPostgres;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The log as a machine reads it: checkpoint, tiles, entry bundles, proof files.
class TilesIT {
  private static final AuditStage STAGE = AuditStage.open("tiles");
  private static final int RECORDS = 620;

  @BeforeAll
  static void start() {
    STAGE.start();
    var gateway = STAGE.writer("gateway-0");
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, RECORDS)
          .forEach(i ->
              pool.execute(
                  () -> gateway.append(TestRecords.refused("s-" + i, "bob", "not-granted"))));
    }
    eventually(() ->
        assertThat(STAGE.bean(Checkpoints.class).newest().orElseThrow().size())
            .isGreaterThan(RECORDS));
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  private static NoteKey logKey() {
    return NoteKey.parse(STAGE.read("/api/v1/keys").get("noteKey").stringValue());
  }

  private static TileClient client() {
    return new TileClient(URI.create(STAGE.address() + "/log/"), logKey());
  }

  @Test
  void aReaderOfTilesAloneFindsRootAndProofs() {
    TileClient client = client();
    assertThat(client.checkpoint.size()).isGreaterThan(RECORDS);
    assertThat(client.root()).isEqualTo(client.checkpoint.root());
    for (long leaf = 0; leaf < client.checkpoint.size(); leaf += 41) {
      byte[] jws =
          STAGE
              .read("/api/v1/records/" + leaf)
              .get("jws")
              .stringValue()
              .getBytes(StandardCharsets.US_ASCII);
      assertThat(client.leaf(leaf)).isEqualTo(TreeHash.leaf(jws));
      assertThat(client.inclusion(leaf).proves(TreeHash.leaf(jws), client.checkpoint.root()))
          .as("leaf %d", leaf)
          .isTrue();
    }
  }

  @Test
  void hashesAreForEverybodyAndForEver() {
    HttpResponse<byte[]> full = STAGE.get("/log/tile/0/000", null);
    assertThat(full.statusCode()).isEqualTo(200);
    assertThat(full.body()).hasSize(8192);
    assertThat(header(full, "content-type")).isEqualTo("application/octet-stream");
    assertThat(header(full, "cache-control")).contains("max-age=31536000", "immutable", "public");
    HttpResponse<byte[]> part = STAGE.get("/log/tile/0/000.p/7", null);
    assertThat(part.body()).isEqualTo(Arrays.copyOf(full.body(), 7 * 32));
    assertThat(STAGE.get("/log/tile/1/000.p/2", null).body()).hasSize(64);
    HttpResponse<byte[]> checkpoint = STAGE.get("/log/checkpoint", null);
    assertThat(header(checkpoint, "content-type"))
        .isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(header(checkpoint, "cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/003",
        "/log/tile/0/x001/000",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/256",
        "/log/tile/0/0",
        "/log/tile/00/000",
        "/log/tile/1/000",
        "/log/tile/1/000.p/3",
        "/log/tile/2/000.p/1",
        "/log/tile/64/000",
        "/log/tile/0/x000/000",
        "/log/tile/0/%30%30%30",
        "/log/tile/nonsense/000",
        "/log/tile/0/999.p/1"
      })
  void whatIsNotUnderTheCheckpointDoesNotExist(String path) {
    HttpResponse<byte[]> answer = STAGE.get(path, STAGE.auditor());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "content-type")).startsWith("application/problem+json");
  }

  @Test
  void entriesAreForReadersAndLeaveARecord() {
    assertThat(STAGE.get("/log/tile/entries/000", null).statusCode()).isEqualTo(401);
    String bob = TestIssuer.shared().token("bob").groups("support").sign();
    assertThat(STAGE.get("/log/tile/entries/000", bob).statusCode()).isEqualTo(403);
    assertThat(STAGE.get("/log/tile/entries/000?x=1", STAGE.auditor()).statusCode()).isEqualTo(400);
    HttpResponse<byte[]> answer = STAGE.get("/log/tile/entries/001", STAGE.auditor());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "cache-control")).contains("private", "immutable");
    List<byte[]> entries = EntryBundle.parse(answer.body());
    assertThat(entries).hasSize(256);
    TileClient client = client();
    for (int i = 0; i < 256; i += 5) {
      assertThat(TreeHash.leaf(entries.get(i))).isEqualTo(client.leaf(256 + i));
    }
    assertThat(EntryBundle.parse(STAGE.bytes("/log/tile/entries/002.p/9"))).hasSize(9);
    assertThat(STAGE.get("/log/tile/entries/009", STAGE.auditor()).statusCode()).isEqualTo(404);
    eventually(() ->
        assertThat(
                STAGE.read("/api/v1/records?type=evidence.read&limit=1000").get("items").toString())
            .contains("GET /log/tile/entries/001", "GET /log/tile/entries/002.p/9"));
  }

  @Test
  void aBundleWithARecordThatIsGoneSaysSo() throws Exception {
    String table = STAGE.schema() + ".record";
    try (var admin = TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      String chosen = " FROM " + table + " WHERE leaf_index = 300";
      statement.execute("CREATE TEMPORARY TABLE hole AS SELECT *" + chosen);
      statement.execute("DELETE" + chosen);
      HttpResponse<byte[]> answer = STAGE.get("/log/tile/entries/001", STAGE.auditor());
      assertThat(answer.statusCode()).isEqualTo(410);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("problem:pruned");
      assertThat(STAGE.get("/log/tile/entries/000", STAGE.auditor()).statusCode()).isEqualTo(200);
      statement.execute("INSERT INTO " + table + " SELECT * FROM hole");
    }
    assertThat(STAGE.get("/log/tile/entries/001", STAGE.auditor()).statusCode()).isEqualTo(200);
  }

  @Test
  void aProofFileHoldsOffline() {
    WitnessPolicy policy =
        WitnessPolicy.parse(
            ("log " + logKey().text() + "\nquorum none\n").getBytes(StandardCharsets.UTF_8));
    long size = STAGE.read("/api/v1/status").get("size").longValue();
    for (long leaf = 0; leaf < size; leaf += 97) {
      ProofFile file = ProofFile.parse(STAGE.bytes("/api/v1/records/" + leaf + "/proof"));
      byte[] jws =
          STAGE
              .read("/api/v1/records/" + leaf)
              .get("jws")
              .stringValue()
              .getBytes(StandardCharsets.US_ASCII);
      assertThat(file.proves(jws, policy)).as("leaf %d", leaf).isTrue();
    }
    assertThat(STAGE.get("/api/v1/records/99999999/proof", STAGE.auditor()).statusCode())
        .isEqualTo(404);
    assertThat(STAGE.get("/api/v1/records/x/proof", STAGE.auditor()).statusCode()).isEqualTo(400);
    assertThat(STAGE.get("/api/v1/records/0/proof", null).statusCode()).isEqualTo(401);
  }

  @Test
  void oneSizeIsProvenToBeTheBeginningOfAnother() {
    long size = STAGE.bean(Checkpoints.class).newest().orElseThrow().size();
    for (long from : new long[] {0, 1, 255, 256, 257, 600, size}) {
      JsonNode found = STAGE.read("/api/v1/consistency?from=%d&to=%d".formatted(from, size));
      List<Digest> path = new ArrayList<>();
      found
          .get("proof")
          .forEach(hash -> path.add(Digest.wrap(Base64.getDecoder().decode(hash.stringValue()))));
      assertThat(
              new ConsistencyProof(from, size, path)
                  .proves(digest(found, "fromRoot"), digest(found, "toRoot")))
          .as("from %d", from)
          .isTrue();
    }
    assertThat(STAGE.read("/api/v1/consistency?from=7&to=9").get("to").longValue()).isEqualTo(9);
    for (String query : List.of("from=8&to=7", "to=99999999", "from=-1", "from=1&from=2", "x=1")) {
      assertThat(STAGE.get("/api/v1/consistency?" + query, STAGE.auditor()).statusCode())
          .as(query)
          .isEqualTo(400);
    }
  }

  @Test
  void describesItself() {
    String paths = new String(STAGE.get("/v3/api-docs", null).body(), StandardCharsets.UTF_8);
    assertThat(paths)
        .contains(
            "\"/log/checkpoint\"",
            "\"/log/tile/{level}/",
            "\"/log/tile/entries/",
            "\"/api/v1/consistency\"",
            "\"/api/v1/records/{leaf}/proof\"");
  }

  private static Digest digest(JsonNode found, String name) {
    return Digest.parse(found.get(name).stringValue());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}

package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.evidence.bundle.BundleReader;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.ProofFile;
import dev.countersign.evidence.note.Cosigner;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.note.WitnessPolicy;
import dev.countersign.evidence.timestamp.TimestampAuthorities;
import dev.countersign.evidence.verify.FindingKind;
import dev.countersign.evidence.verify.Progress;
import dev.countersign.evidence.verify.Trust;
import dev.countersign.evidence.verify.VerificationReport;
import dev.countersign.evidence.verify.Verifier;
import dev.countersign.evidence.verify.VerifierSettings;
import dev.countersign.service.evidence.KeyFile;
import dev.countersign.test.TestTimestampAuthority;
import dev.countersign.witness.Witness;
import dev.countersign.witness.WitnessServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// A real witness beside one that lies, one that hangs and one that is not there.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WitnessIT {
  private static final AuditStage STAGE = AuditStage.open("witness");
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Cosigner LIAR = new Cosigner("liar.example", key());
  private static final Cosigner HANGING = new Cosigner("hanging.example", key());
  private static final Cosigner ABSENT = new Cosigner("absent.example", key());

  @TempDir private static Path folder;
  private static NoteKey logKey;
  private static NoteKey honest;
  private static Witness witness;
  private static WitnessServer server;
  private static LyingWitness liar;
  private static ServerSocket hanging;
  private static final TestTimestampAuthority TSA =
      TestTimestampAuthority.named("Tick", Instant.now().minusSeconds(60)).serve();

  @BeforeAll
  static void start() throws IOException {
    logKey =
        new NoteKey(
            "countersign.dev/log",
            KeyFile.readOrGenerate(STAGE.state.resolve("keys/log.jwk")).verification());
    honest = Witness.init(place("first"), "honest.example/w1", List.of(logKey), Clock.systemUTC());
    witness = Witness.open(place("first"), List.of(logKey), Clock.systemUTC());
    server = WitnessServer.start(witness, ANY, System.err);
    liar = LyingWitness.start(LIAR, ANY);
    hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    STAGE.start(
        setting(0, honest),
        "countersign.audit.witnesses[0].url=" + server.address(),
        setting(1, liar.publicKey()),
        "countersign.audit.witnesses[1].url=" + liar.url(),
        setting(2, HANGING.publicKey()),
        "countersign.audit.witnesses[2].url=http://127.0.0.1:" + hanging.getLocalPort() + "/w/",
        setting(3, ABSENT.publicKey()),
        "countersign.audit.witnesses[3].url=http://127.0.0.1:1",
        "countersign.audit.timestamps.url=" + TSA.url(),
        "countersign.audit.timestamps.every=300ms",
        "countersign.audit.cosign-every=200ms",
        "countersign.audit.cosign-within=1s");
  }

  private static SigningKey key() {
    return SigningKey.generate(new SecureRandom());
  }

  private static String setting(int index, NoteKey key) {
    return "countersign.audit.witnesses[%d].key=%s".formatted(index, key.text());
  }

  private static Witness.Place place(String name) {
    Path key = name.equals("first") ? null : folder.resolve("first/witness.jwk");
    return new Witness.Place(folder.resolve(name), key);
  }

  @AfterAll
  static void stop() throws IOException {
    STAGE.close();
    server.close();
    witness.close();
    liar.close();
    hanging.close();
    TSA.close();
  }

  private static void moreRecords() {
    STAGE.writer("gateway-0").append(TestRecords.refused("s-more", "bob", "not-granted"));
  }

  private static SignedNote note(String path) {
    return SignedNote.parse(STAGE.get(path, STAGE.auditor()).body());
  }

  private static WitnessPolicy policy(String quorum) {
    return WitnessPolicy.parse(
        """
        log %s
        witness honest %s
        witness liar %s
        group both all honest liar
        quorum %s
        """
            .formatted(logKey.text(), honest.text(), LIAR.publicKey().text(), quorum)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theNewestCheckpointComesCosigned() {
    moreRecords();
    for (String path : List.of("/log/checkpoint", "/api/v1/checkpoint")) {
      eventually(() -> assertThat(policy("honest").satisfiedBy(note(path))).isTrue());
      assertThat(policy("both").satisfiedBy(note(path))).isFalse();
    }
  }

  @Test
  void checkpointsAndCosignaturesGoOnWhileOthersHang() {
    for (int i = 0; i < 3; i++) {
      long before = STAGE.bean(Checkpoints.class).newest().orElseThrow().size();
      moreRecords();
      eventually(() ->
          assertThat(STAGE.count("SELECT count(*) FROM cosignature WHERE size > " + before))
              .isPositive());
    }
  }

  @Test
  void whatDoesNotVerifyIsNeverKept() {
    moreRecords();
    eventually(() ->
        assertThat(metrics())
            .contains(
                "countersign_audit_cosign_failures_total{reason=\"bad-signature\",witness=\"liar.example\"}",
                "countersign_audit_cosign_failures_total{reason=\"unreachable\",witness=\"hanging.example\"}",
                "countersign_audit_cosign_failures_total{reason=\"unreachable\",witness=\"absent.example\"}"));
    assertThat(
            STAGE.count(
                "SELECT count(*) FROM cosignature WHERE witness = '"
                    + LIAR.publicKey().text()
                    + "'"))
        .isZero();
  }

  @Test
  void measuresHowOldEachWitnesssNewestCheckpointIs() {
    moreRecords();
    eventually(() ->
        assertThat(metrics())
            .contains("countersign_audit_cosigned_age_seconds{witness=\"absent.example\"} +Inf")
            .containsPattern(
                "countersign_audit_cosigned_age_seconds\\{witness=\"honest.example/w1\"} [0-9]"));
  }

  private static String metrics() {
    return new String(STAGE.get("/actuator/prometheus", null).body(), StandardCharsets.UTF_8);
  }

  @Test
  void aProofFileCarriesTheQuorum() {
    moreRecords();
    byte[] jws =
        STAGE
            .read("/api/v1/records/0")
            .get("jws")
            .stringValue()
            .getBytes(StandardCharsets.US_ASCII);
    eventually(() -> {
      ProofFile file = ProofFile.parse(STAGE.bytes("/api/v1/records/0/proof"));
      assertThat(file.proves(jws, policy("honest"))).isTrue();
      assertThat(file.proves(jws, policy("both"))).isFalse();
    });
  }

  @Test
  void anExportIsCosignedThereAndThen() throws IOException {
    moreRecords();
    Path bundle = Files.write(folder.resolve("evidence.zip"), STAGE.bytes("/api/v1/export"));
    assertThat(verified(bundle, "honest").findings()).isEmpty();
    assertThat(verified(bundle, "both").firstFailure().orElseThrow().kind())
        .isEqualTo(FindingKind.WITNESS_QUORUM);
  }

  @Test
  void earlierCheckpointsOfAnExportKeepTheirCosignatures() throws IOException {
    moreRecords();
    eventually(() -> assertThat(policy("honest").satisfiedBy(note("/log/checkpoint"))).isTrue());
    long cosigned = STAGE.count("SELECT max(size) FROM cosignature");
    moreRecords();
    STAGE.bean(Checkpoints.class).advance();
    var bundle = new BundleReader(new ByteArrayInputStream(STAGE.bytes("/api/v1/export")));
    while (bundle.nextLine().isPresent()) {
      // Checkpoints stand behind the records.
    }
    var earlier = bundle.nextCheckpoint();
    while (earlier.orElseThrow().size() != cosigned) {
      earlier = bundle.nextCheckpoint();
    }
    assertThat(policy("honest").satisfiedBy(SignedNote.parse(earlier.get().note()))).isTrue();
  }

  private static VerificationReport verified(Path bundle, String quorum) throws IOException {
    VerifierSettings settings =
        VerifierSettings.DEFAULTS
            .with(policy(quorum))
            .with(TimestampAuthorities.parse(TSA.rootPem()));
    return new Verifier(new Trust.OfBundle(), Progress.NONE, settings).verify(bundle);
  }

  @Test
  @Order(1)
  void checkpointsAreTimestampedNowAndThen() {
    moreRecords();
    eventually(
        () -> assertThat(STAGE.count("SELECT count(*) FROM checkpoint_timestamp")).isPositive());
    assertThat(metrics()).containsPattern("countersign_audit_timestamp_age_seconds [0-9]");
  }

  @Test
  void anExportIsTimestampedThereAndThen() throws IOException {
    moreRecords();
    Path bundle = Files.write(folder.resolve("stamped.zip"), STAGE.bytes("/api/v1/export"));
    var report = verified(bundle, "honest");
    assertThat(report.log().timestamp())
        .get()
        .satisfies(seen -> {
          assertThat(seen.trusted()).isTrue();
          assertThat(seen.size()).isEqualTo(report.log().size());
          assertThat(seen.authority()).isEqualTo("CN=Tick");
        });
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void anExportDoesWithoutAnAuthorityThatTalksNonsense() throws IOException {
    TSA.answer(query -> TSA.reply(query, Instant.now().minusSeconds(3600)));
    moreRecords();
    eventually(() ->
        assertThat(metrics())
            .contains("countersign_audit_timestamp_failures_total{reason=\"bad-timestamp\"}"));
    Path bundle = Files.write(folder.resolve("older.zip"), STAGE.bytes("/api/v1/export"));
    var report = verified(bundle, "honest");
    assertThat(report.log().timestamp())
        .get()
        .satisfies(seen -> assertThat(seen.size()).isLessThan(report.log().size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE cosignature SET line = ''",
        "DELETE FROM cosignature",
        "UPDATE checkpoint_timestamp SET at = now()",
        "DELETE FROM checkpoint_timestamp"
      })
  void theServicesRoleMayNotChangeWhatOthersSigned(String statement) {
    assertThatThrownBy(() -> STAGE.database().sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void aFalseLineInTheDatabaseIsNotServedAsACosignature() {
    moreRecords();
    eventually(() -> assertThat(policy("honest").satisfiedBy(note("/log/checkpoint"))).isTrue());
    long size = STAGE.bean(Checkpoints.class).newest().orElseThrow().size();
    STAGE
        .database()
        .sql("INSERT INTO cosignature (size, witness, line, at) VALUES (?, 'x', 'no line', now())")
        .param(size)
        .update();
    eventually(() -> assertThat(policy("honest").satisfiedBy(note("/log/checkpoint"))).isTrue());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aWitnessThatNamesAnotherSizeIsAskedFromThere() throws IOException {
    moreRecords();
    int port = server.address().getPort();
    server.close();
    witness.close();
    assertThat(Witness.init(place("second"), honest.name(), List.of(logKey), Clock.systemUTC()))
        .isEqualTo(honest);
    witness = Witness.open(place("second"), List.of(logKey), Clock.systemUTC());
    var same = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    server = WitnessServer.start(witness, same, System.err);
    long before = STAGE.bean(Checkpoints.class).newest().orElseThrow().size();
    moreRecords();
    eventually(() ->
        assertThat(STAGE.count("SELECT count(*) FROM cosignature WHERE size > " + before))
            .isPositive());
  }
}

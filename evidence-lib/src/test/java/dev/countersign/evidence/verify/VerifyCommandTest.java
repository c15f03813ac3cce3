package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.record.EvidenceJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final TestLog log = TestLog.standard();

  @TempDir Path folder;
  private Path bundle = Path.of("unset");

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("bundle.zip");
    Files.write(bundle, log.bundle());
  }

  @Test
  void saysInPlainWordsThatTheEvidenceHolds() {
    assertThat(run(bundle.toString())).isZero();
    assertThat(out())
        .contains(
            "  log      countersign.dev/test\n",
            "  records  16 by 3 writers in 4 epochs; 4 calls forwarded\n",
            "✓ Every record is signed by the writer that it names.\n",
            "· open-intent, 1 times: The call was under way when the evidence was exported.\n",
            "With --trust DIR it is checked against keys",
            "The evidence holds.\n")
        .doesNotContain("✗", "First");
    assertThat(err()).isEmpty();
  }

  @Test
  void namesTheFirstBadRecord() throws IOException {
    byte[] jws = log.seal().records.get(9);
    int signature = jws.length - 20;
    jws[signature] = (byte) (jws[signature] == 'A' ? 'B' : 'A');
    Files.write(bundle, log.bundle());
    assertThat(run(bundle.toString())).isEqualTo(VerifyCommand.DOES_NOT_HOLD);
    assertThat(out())
        .contains(
            "✗ Every record is signed by the writer that it names.\n",
            "First bad record: leaf 9 (gateway-0, epoch 1000, seq 4)\n",
            "  bad-signature: The signature does not fit: the record was changed.\n",
            "The evidence does NOT hold.\n");
  }

  @Test
  void exitsWithTheClassOfTheFirstFailure() throws IOException {
    assertThat(run(bundle.toString(), "--exit-by-class")).isZero();
    for (Corruption corruption : Corruptions.all()) {
      Files.write(bundle, corruption.bundle());
      int expected = corruption.verify().firstFailed().orElseThrow().exitCode();
      if (!corruption.trusted()) {
        assertThat(run(bundle.toString(), "--exit-by-class", "--quiet"))
            .as(corruption.name())
            .isEqualTo(expected)
            .isBetween(10, 18);
      }
    }
    assertThat(run("missing.zip", "--exit-by-class")).isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(Check.MASKED_VIEW.exitCode()).isEqualTo(19);
  }

  @Test
  void skipsSignaturesOnlyWhereAsked() throws IOException {
    byte[] jws = log.records.get(15);
    int signature = jws.length - 20;
    jws[signature] = (byte) (jws[signature] == 'A' ? 'B' : 'A');
    Files.write(bundle, log.bundle());
    assertThat(run(bundle.toString(), "--exit-by-class")).isEqualTo(13);
    assertThat(run(bundle.toString(), "--hash-only")).isZero();
    assertThat(out())
        .contains(
            "– Every record is signed by the writer that it names.\n",
            "The signatures of the records were not checked (--hash-only).\n");
    assertThat(run(bundle.toString(), "--hash-only", "--json")).isZero();
    assertThat(EvidenceJson.tree(out.toByteArray()).get("signatures").asString())
        .isEqualTo("skipped");
    log.sealed = log.checkpoint().sign(TestLog.freshKey());
    Files.write(bundle, log.bundle());
    assertThat(run(bundle.toString(), "--hash-only", "--exit-by-class")).isEqualTo(11);
  }

  @Test
  void asksForHeartbeatsAsOftenAsItIsTold() throws IOException {
    log.audit.time = log.audit.time.plusSeconds(20);
    log.audit.write(new dev.countersign.evidence.record.RecordBody.WriterHeartbeat(3));
    Files.write(bundle, log.bundle());
    assertThat(run(bundle.toString())).isZero();
    assertThat(out()).doesNotContain("missed-heartbeat");
    assertThat(run(bundle.toString(), "--heartbeat", "5")).isZero();
    assertThat(out()).contains("! missed-heartbeat, ");
    assertThat(run(bundle.toString(), "--heartbeat", "0")).isZero();
    assertThat(out()).doesNotContain("missed-heartbeat");
  }

  @Test
  void tellsWhatWasPruned() throws IOException {
    Files.write(bundle, TestLog.pruned("seed").bundle());
    assertThat(run(bundle.toString())).isZero();
    assertThat(out())
        .contains(
            "  records  17 by 3 writers in 4 epochs; 4 calls forwarded\n",
            "  pruned   3 more, of which stubs are left\n",
            ", after 2 earlier checkpoints\n",
            "✓ Every pruned record was let go by a statement that commits to it, under no hold.\n");
    assertThat(run(bundle.toString(), "--json")).isZero();
    var json = EvidenceJson.tree(out.toByteArray());
    assertThat(json.get("pruned").asLong()).isEqualTo(3);
    assertThat(json.get("checkpoints").asInt()).isEqualTo(3);
    assertThat(json.get("policies").asInt()).isEqualTo(1);
    assertThat(json.get("class").asInt()).isZero();
  }

  @Test
  void reportsAsJson() {
    log.records.remove(3);
    assertThat(run(bundle.toString(), "--json")).isZero();
    var holds = EvidenceJson.tree(out.toByteArray());
    assertThat(holds.get("holds").asBoolean()).isTrue();
    assertThat(holds.get("keys").asString()).isEqualTo("bundle");
    assertThat(holds.get("findings").get(0).get("kind").asString()).isEqualTo("open-intent");
    assertThat(holds.get("findings").get(0).get("leaf").asLong()).isEqualTo(14);
  }

  @Test
  void reportsFailuresAsJson() throws IOException {
    log.seal().records.remove(3);
    Files.write(bundle, log.bundle());
    assertThat(run("--json", bundle.toString())).isEqualTo(VerifyCommand.DOES_NOT_HOLD);
    var first = EvidenceJson.tree(out.toByteArray()).get("findings").get(0);
    assertThat(first.get("kind").asString()).isEqualTo("sequence-gap");
    assertThat(first.get("severity").asString()).isEqualTo("failure");
    assertThat(first.get("writer").asString()).isEqualTo("gateway-0");
    assertThat(first.get("seq").asLong()).isEqualTo(2);
    assertThat(first.get("expected").asString()).isEqualTo("seq 1");
  }

  @Test
  void isQuietWhenAllIsWell() throws IOException {
    assertThat(run("--quiet", bundle.toString())).isZero();
    assertThat(out()).isEmpty();
    Files.write(bundle, new byte[] {1, 2, 3, 4, 5});
    assertThat(run("--quiet", bundle.toString())).isEqualTo(VerifyCommand.DOES_NOT_HOLD);
    assertThat(out())
        .contains("✗ The file is a whole evidence bundle.", "malformed-bundle")
        .doesNotContain("✓");
  }

  @Test
  void checksAgainstKeysFromElsewhere() throws IOException {
    Path trust = Files.createDirectory(folder.resolve("trust"));
    Files.write(trust.resolve("log.jwks.json"), Jwks.write(log.publishedLogKeys));
    for (var writer : log.writerKeys.entrySet()) {
      Files.write(trust.resolve(writer.getKey() + ".jwks.json"), Jwks.write(writer.getValue()));
    }
    assertThat(run(bundle.toString(), "--trust", trust.toString())).isZero();
    assertThat(out()).doesNotContain("The keys came from the bundle itself");

    Files.write(
        trust.resolve("log.jwks.json"), Jwks.write(List.of(TestLog.freshKey().verification())));
    assertThat(run(bundle.toString(), "--trust", trust.toString()))
        .isEqualTo(VerifyCommand.DOES_NOT_HOLD);
    assertThat(out()).contains("bad-checkpoint");
  }

  @Test
  void checksAMaskedViewAgainstTheLog() throws IOException {
    var answer = new MaskedAnswer();
    answer.verify(folder);
    String view = folder.resolve("view").toString();
    String proof = folder.resolve("proof.json").toString();
    assertThat(run(bundle.toString(), "--masked-view", view, "--proof", proof)).isZero();
    assertThat(out())
        .contains(
            "Masked view of call call-masked (leaf 17)\n",
            "  holes    {email=3, name=2, pin=2}\n",
            "  hole     $['people'][0]['name'] (name, redact)\n",
            "  hole     $['people'][1]['mail'], bytes 18 to 34 (email, redact)\n",
            "  opened   bytes 87 to 104 (name) hide \"Bo\"\n",
            "✓ The masked view is the original minus exactly the holes of its proof.\n");
    assertThat(run(bundle.toString(), "--json", "--masked-view", view, "--proof", proof)).isZero();
    assertThat(EvidenceJson.tree(out.toByteArray()).get("view").get("leaf").asLong()).isEqualTo(17);

    assertThat(run(bundle.toString(), "--masked-view", view, "--proof", proof, "--kind", "text"))
        .isZero();
    assertThat(out()).contains("  hole     line 1 > $['people'][0]['name'] (name, redact)\n");

    Files.writeString(folder.resolve("view"), "something else");
    assertThat(run(bundle.toString(), "--masked-view", view, "--proof", proof))
        .isEqualTo(VerifyCommand.DOES_NOT_HOLD);
    assertThat(out()).contains("view-mismatch", "✗ The masked view", "The evidence does NOT hold.");
    assertThat(run(bundle.toString(), "--masked-view", "gone", "--proof", proof))
        .isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(err()).contains("no such file: gone");
    assertThat(run(bundle.toString())).isZero();
    assertThat(out()).doesNotContain("masked view");
  }

  @Test
  void cannotCheckWithoutItsFiles() throws IOException {
    assertThat(run("missing.zip")).isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(err()).contains("no such file: missing.zip");
    assertThat(run(bundle.toString(), "--trust", folder.resolve("none").toString()))
        .isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(run(bundle.toString(), "--trust", folder.toString()))
        .isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(err()).contains("log.jwks.json");
    Files.writeString(folder.resolve("log.jwks.json"), "{}");
    assertThat(run(bundle.toString(), "--trust", folder.toString()))
        .isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--json",
        "--what bundle.zip",
        "a.zip b.zip",
        "a.zip --trust",
        "a.zip --witness-policy",
        "a.zip --proof",
        "a.zip --proof b",
        "a.zip --kind json",
        "a.zip --heartbeat",
        "a.zip --heartbeat x",
        "a.zip --heartbeat -1",
        "a.zip --heartbeat 100000",
        "a.zip --masked-view a --proof b --kind",
        "a.zip --masked-view a --proof b --kind pdf"
      })
  void explainsItsUse(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(run(arguments)).isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(err()).contains("usage: verify BUNDLE");
    assertThat(out()).isEmpty();
  }

  @Test
  void letsNoBundleTalkToTheTerminal() throws IOException {
    var evil = TestBodies.person("lea\u001b[2J\u009b31m\u007f", List.of("others"));
    log.approval.write(TestBodies.requested("approval-x", "call-b"));
    log.approval.write(TestBodies.decided("approval-x", "approved", List.of(evil), TestLog.START));
    log.approval.write(TestBodies.consumed("approval-x", "call-x"));
    log.gateway.write(TestBodies.intent("call-x", "approval-x"));
    Files.write(bundle, log.bundle());
    run(bundle.toString());
    assertThat(out()).contains("found:    lea?[2J?31m? of [others]");
    assertThat(out().chars()).allMatch(c -> c == '\n' || !Character.isISOControl(c));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return new VerifyCommand(print(out), print(err)).run(List.of(arguments));
  }

  private static PrintStream print(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

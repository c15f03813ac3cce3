package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.Cosigner;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whose cosignatures the newest checkpoint carries, held against a policy file.
class WitnessQuorumTest {
  private static final Cosigner ONE = new Cosigner("one.example/w", TestLog.freshKey());
  private static final Cosigner TWO = new Cosigner("two.example/w", TestLog.freshKey());
  private static final Cosigner STRANGER = new Cosigner("three.example/w", TestLog.freshKey());

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final TestLog log = TestLog.standard();
  private Path policy = Path.of("unset");

  @BeforeEach
  void write() throws IOException {
    policy = folder.resolve("policy");
    var key = new NoteKey(TestLog.ORIGIN, log.logKey.verification());
    writePolicy("log " + key.text() + "\n");
  }

  private void writePolicy(String logs) throws IOException {
    String witnesses =
        "witness one %s\nwitness two %s\ngroup both all one two\nquorum both\n"
            .formatted(ONE.publicKey().text(), TWO.publicKey().text());
    Files.writeString(policy, logs + witnesses);
  }

  private static SignedNote by(SignedNote note, Cosigner witness) {
    return note.with(witness.cosign(note.text(), TestLog.START));
  }

  private static SignedNote byBoth(SignedNote note) {
    return by(by(note, ONE), TWO);
  }

  /// One way not to have the quorum.
  record Lack(String name, UnaryOperator<SignedNote> cosigned) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Lack> lacks() {
    return List.of(
        new Lack("nobody", note -> note),
        new Lack("one of two", note -> by(note, ONE)),
        new Lack("one, and a stranger", note -> by(by(note, ONE), STRANGER)),
        new Lack(
            "the second signed something else",
            note -> by(note, ONE).with(TWO.cosign("else\n", TestLog.START))),
        new Lack(
            "both, and the log's own signature is of another text",
            note -> {
              var other = SignedNote.sign("else\n", TestLog.ORIGIN, TestLog.freshKey());
              return byBoth(new SignedNote(note.text(), other.signatures()));
            }));
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void saysThatTheQuorumLacks(Lack lack) throws IOException {
    log.sealed = lack.cosigned().apply(log.checkpoint().sign(log.logKey));
    assertThat(run("--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("witness-quorum", "quorum 'both'");
    assertThat(run()).isEqualTo(VerifyCommand.DOES_NOT_HOLD);
  }

  @Test
  void holdsWhenBothCosigned() throws IOException {
    log.sealed = byBoth(log.checkpoint().sign(log.logKey));
    assertThat(run()).isZero();
    assertThat(said()).doesNotContain("witness-quorum");
  }

  @Test
  void asksForItOfTheNewestCheckpoint() throws IOException {
    for (long size : log.earlier) {
      log.notes.put(size, byBoth(log.checkpoint(size).sign(log.logKey)));
    }
    assertThat(run("--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("cosigned by []");
  }

  @Test
  void believesOnlyTheLogsOfThePolicy() throws IOException {
    log.sealed = byBoth(log.checkpoint().sign(log.logKey));
    var other = new NoteKey(TestLog.ORIGIN, TestLog.freshKey().verification());
    writePolicy("log " + other.text() + "\n");
    assertThat(run("--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("cosigned by [one, two]");
    writePolicy("");
    assertThat(run()).isZero();
  }

  @Test
  void aNoteThatIsNoneHasNoQuorum() throws IOException {
    var text = new Checkpoint("x", 1, log.checkpoint().root()).text();
    log.sealed = byBoth(SignedNote.sign(text + "extension\n", TestLog.ORIGIN, log.logKey));
    assertThat(run("--exit-by-class")).isEqualTo(11);
    assertThat(said()).contains("bad-checkpoint", "witness-quorum");
  }

  @Test
  void doesNotAskWithoutAPolicy() throws IOException {
    Path bundle = write(log);
    assertThat(command(bundle.toString())).isZero();
  }

  @Test
  void cannotCheckWithoutAGoodPolicy() throws IOException {
    Files.writeString(policy, "quorum nobody\n");
    assertThat(run()).isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(said()).contains("witness policy, line 1: 'nobody' is not defined");
    Files.delete(policy);
    assertThat(run()).isEqualTo(VerifyCommand.NOT_CHECKED);
    assertThat(said()).contains("no such file");
  }

  private int run(String... more) throws IOException {
    var arguments =
        new ArrayList<>(List.of(write(log).toString(), "--witness-policy", policy.toString()));
    arguments.addAll(List.of(more));
    return command(arguments.toArray(String[]::new));
  }

  private Path write(TestLog log) throws IOException {
    return Files.write(folder.resolve("bundle.zip"), log.bundle());
  }

  private int command(String... arguments) {
    said.reset();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new VerifyCommand(print, print).run(List.of(arguments));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}

package dev.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.log.ConsistencyProof;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteSignature;
import dev.countersign.evidence.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final Clock CLOCK = at("2026-11-21T12:00:00Z");
  private static final TestLog LOG = TestLog.of(700);
  private static final TestLog FORK = LOG.forked(300, 700);

  @TempDir Path folder;
  private Witness.Place place;
  private Witness witness;

  @BeforeEach
  void begin() throws IOException {
    place = new Witness.Place(folder.resolve("state"), null);
    Witness.init(place, "witness.example/w1", List.of(LOG.noteKey()), CLOCK);
    witness = Witness.open(place, List.of(LOG.noteKey()), CLOCK);
  }

  @AfterEach
  void end() throws IOException {
    witness.close();
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private void restart(Clock clock) throws IOException {
    witness.close();
    witness = Witness.open(place, List.of(LOG.noteKey()), clock);
  }

  @Test
  void cosignsWhatExtendsTheLast() throws IOException {
    for (AddCheckpoint request :
        List.of(LOG.request(0, 0), LOG.request(0, 1), LOG.request(1, 256), LOG.request(256, 700))) {
      assertCosigned(request);
    }
    assertCosigned(LOG.request(700, 700));
  }

  private void assertCosigned(AddCheckpoint request) throws IOException {
    var verdict = witness.add(request);
    assertThat(verdict).isInstanceOf(Verdict.Cosigned.class);
    NoteSignature signature = ((Verdict.Cosigned) verdict).signature();
    assertThat(signature.time()).contains(CLOCK.instant());
    assertThat(request.note().with(signature).isSignedBy(witness.publicKey())).isTrue();
  }

  @Test
  void refusesReplayedAndRolledBackCheckpoints() throws IOException {
    assertCosigned(LOG.request(0, 500));
    assertThat(witness.add(LOG.request(0, 500))).isEqualTo(new Verdict.OtherSize(500));
    assertThat(witness.add(LOG.request(0, 400))).isEqualTo(new Verdict.OtherSize(500));
    assertThat(witness.add(LOG.request(400, 600))).isEqualTo(new Verdict.OtherSize(500));
    var shrunk = new AddCheckpoint(500, List.of(), LOG.request(0, 400).note());
    assertThat(witness.add(shrunk)).isEqualTo(new Verdict.Shrinks());
    assertCosigned(LOG.request(500, 600));
  }

  @Test
  void refusesAnotherHistory() throws IOException {
    assertCosigned(LOG.request(0, 500));
    assertThat(witness.add(FORK.request(500, 600))).isEqualTo(new Verdict.NotProven());
    assertThat(witness.add(FORK.request(500, 500))).isEqualTo(new Verdict.Forked(500));
    var stretched =
        new AddCheckpoint(500, FORK.request(300, 600).proof(), FORK.request(0, 600).note());
    assertThat(witness.add(stretched)).isEqualTo(new Verdict.NotProven());
    var padded = new AddCheckpoint(500, LOG.request(400, 600).proof(), LOG.request(0, 500).note());
    assertThat(witness.add(padded)).isEqualTo(new Verdict.NotProven());
    assertCosigned(LOG.request(500, 600));
  }

  @Test
  void refusesAProofWhereNoneBelongs() throws IOException {
    var proof = LOG.request(3, 10).proof();
    assertThat(witness.add(new AddCheckpoint(0, proof, LOG.request(0, 10).note())))
        .isEqualTo(new Verdict.NotProven());
    assertThat(witness.add(new AddCheckpoint(0, List.of(), LOG.request(0, 10).note())))
        .isInstanceOf(Verdict.Cosigned.class);
  }

  @Test
  void knowsItsLogsByNameAndKey() throws IOException {
    var stranger = TestLog.of(10);
    assertThat(witness.add(stranger.request(0, 5))).isEqualTo(new Verdict.NotSigned());
    var renamed = new AddCheckpoint(0, List.of(), renamed());
    assertThat(witness.add(renamed)).isEqualTo(new Verdict.UnknownLog());
  }

  private static SignedNote renamed() {
    var key = SigningKey.generate(new SecureRandom());
    return new Checkpoint("other.example", 5, LOG.checkpoint(5).root()).sign(key);
  }

  @Test
  void remembersAcrossRestarts() throws IOException {
    assertCosigned(LOG.request(0, 500));
    restart(CLOCK);
    assertThat(witness.add(LOG.request(0, 100))).isEqualTo(new Verdict.OtherSize(500));
    assertThat(witness.add(FORK.request(500, 500))).isEqualTo(new Verdict.Forked(500));
    assertCosigned(LOG.request(500, 700));
  }

  @Test
  void neverGoesBackInTime() throws IOException {
    assertCosigned(LOG.request(0, 500));
    restart(at("2026-11-20T12:00:00Z"));
    assertCosigned(LOG.request(500, 600));
  }

  @Test
  void concurrentRequestsNeverGetTwoHistoriesCosigned() throws Exception {
    assertCosigned(LOG.request(0, 300));
    List<Callable<List<Checkpoint>>> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      var history = i % 2 == 0 ? LOG : FORK;
      var random = new Random(i);
      clients.add(() -> push(history, random));
    }
    var cosigned = new ArrayList<Checkpoint>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : pool.invokeAll(clients)) {
        cosigned.addAll(done.get());
      }
    }
    assertThat(cosigned).isNotEmpty();
    boolean one = cosigned.stream().allMatch(c -> c.equals(LOG.checkpoint(c.size())));
    boolean other = cosigned.stream().allMatch(c -> c.equals(FORK.checkpoint(c.size())));
    assertThat(one).isNotEqualTo(other);
    assertThat(cosigned.stream().mapToLong(Checkpoint::size).distinct().count())
        .as("every size is cosigned for one client only")
        .isEqualTo(cosigned.size());
  }

  /// What one client gets cosigned when it always asks for a little more than is there.
  private List<Checkpoint> push(TestLog history, Random random) throws IOException {
    var got = new ArrayList<Checkpoint>();
    long known = 300;
    for (int i = 0; i < 60 && known < 690; i++) {
      var request = history.request(known, known + 1 + random.nextInt(9));
      switch (witness.add(request)) {
        case Verdict.Cosigned _ -> {
          got.add(request.checkpoint());
          known = request.checkpoint().size();
        }
        case Verdict.OtherSize(long size) -> known = size;
        default -> {
          return got;
        }
      }
    }
    return got;
  }

  @Test
  void cosignsNothingThatItCannotStore() throws IOException {
    assertCosigned(LOG.request(0, 300));
    Path draft = draft();
    Files.createDirectory(draft);
    assertThatThrownBy(() -> witness.add(FORK.request(300, 400))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> witness.add(LOG.request(300, 300))).isInstanceOf(IOException.class);
    Files.delete(draft);
    assertCosigned(LOG.request(300, 400));
    restart(CLOCK);
    assertThat(witness.add(LOG.request(0, 1))).isEqualTo(new Verdict.OtherSize(400));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void cosignsNothingWhenTheDiskIsFull() throws IOException {
    assertCosigned(LOG.request(0, 300));
    Files.createSymbolicLink(draft(), Path.of("/dev/full"));
    assertThatThrownBy(() -> witness.add(FORK.request(300, 400)))
        .hasMessageContaining("No space left");
    Files.delete(draft());
    assertCosigned(LOG.request(300, 400));
  }

  @Test
  void givesUpOnALogWhoseStateMayOrMayNotBeOnTheDisk() throws IOException {
    assertCosigned(LOG.request(0, 300));
    Path file = stateFile();
    byte[] state = Files.readAllBytes(file);
    Files.delete(file);
    Files.createDirectories(file.resolve("in the way"));
    assertThatThrownBy(() -> witness.add(FORK.request(300, 400))).isInstanceOf(IOException.class);
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
    assertThatThrownBy(() -> witness.add(LOG.request(300, 400)))
        .hasMessageContaining("not known to be on the disk");
    Files.write(file, state);
    restart(CLOCK);
    assertCosigned(LOG.request(300, 400));
  }

  @Test
  void doesNotStartWithoutItsState() throws IOException {
    assertCosigned(LOG.request(0, 300));
    witness.close();
    Files.delete(stateFile());
    assertNoStart("run the command once with --init");
    Witness.init(place, "witness.example/w1", List.of(LOG.noteKey()), CLOCK);
    witness = Witness.open(place, List.of(LOG.noteKey()), CLOCK);
    assertCosigned(FORK.request(0, 300));
  }

  @Test
  void doesNotStartOnDamagedState() throws IOException {
    assertCosigned(LOG.request(0, 300));
    witness.close();
    byte[] state = Files.readAllBytes(stateFile());
    for (int i = 0; i < state.length; i += 7) {
      byte[] damaged = state.clone();
      damaged[i] ^= 1;
      Files.write(stateFile(), damaged);
      assertNoStart("state in");
    }
    Files.write(stateFile(), new byte[0]);
    assertNoStart("state in");
  }

  @Test
  void doesNotStartInAnEmptyDirectoryOrWithAnotherKey() throws IOException {
    witness.close();
    var empty = new Witness.Place(Files.createDirectory(folder.resolve("empty")), null);
    assertThatThrownBy(() -> Witness.open(empty, List.of(LOG.noteKey()), CLOCK))
        .isInstanceOf(BadStateException.class)
        .hasMessageContaining("--init");
    var other = new Witness.Place(folder.resolve("other"), null);
    Witness.init(other, "witness.example/w1", List.of(LOG.noteKey()), CLOCK);
    Path key = place.directory().resolve("witness.jwk");
    Files.delete(key);
    assertNoStart("missing");
    Files.copy(other.directory().resolve("witness.jwk"), key);
    assertNoStart("by name and key file");
    Files.writeString(key, "{\"d\":\"secret\"}");
    assertThatThrownBy(() -> Witness.open(place, List.of(LOG.noteKey()), CLOCK))
        .hasMessageContaining("not a private Ed25519 JWK")
        .hasMessageNotContaining("secret");
  }

  private void assertNoStart(String why) {
    assertThatThrownBy(() -> Witness.open(place, List.of(LOG.noteKey()), CLOCK))
        .isInstanceOf(BadStateException.class)
        .hasMessageContaining(why);
  }

  @Test
  void beginningAgainKeepsWhatIsThere() throws IOException {
    assertCosigned(LOG.request(0, 300));
    var key = witness.publicKey();
    witness.close();
    assertThat(Witness.init(place, "witness.example/w1", List.of(LOG.noteKey()), CLOCK))
        .isEqualTo(key);
    assertThatThrownBy(
            () -> Witness.init(place, "witness.example/w2", List.of(LOG.noteKey()), CLOCK))
        .isInstanceOf(BadStateException.class);
    witness = Witness.open(place, List.of(LOG.noteKey()), CLOCK);
    assertThat(witness.add(LOG.request(0, 1))).isEqualTo(new Verdict.OtherSize(300));
  }

  @Test
  void twoProcessesDoNotShareAState() {
    assertNoStart("another witness runs on this state");
    assertThatThrownBy(
            () -> Witness.init(place, "witness.example/w1", List.of(LOG.noteKey()), CLOCK))
        .hasMessageContaining("another witness runs");
  }

  @Test
  void theKeyIsItsOwnersAlone() throws IOException {
    Path key = place.directory().resolve("witness.jwk");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(key, LinkOption.NOFOLLOW_LINKS)))
        .isEqualTo("rw-------");
    assertThat(witness.publicKey().toString()).doesNotContain("\"d\"");
  }

  @Test
  void takesAMountedKey() throws IOException {
    Path mounted = place.directory().resolve("witness.jwk");
    var elsewhere = new Witness.Place(folder.resolve("elsewhere"), mounted);
    var key = Witness.init(elsewhere, "witness.example/w9", List.of(LOG.noteKey()), CLOCK);
    assertThat(key.key()).isEqualTo(witness.publicKey().key());
    assertThat(elsewhere.directory().resolve("witness.jwk")).doesNotExist();
    var none = new Witness.Place(folder.resolve("none"), folder.resolve("none.jwk"));
    assertThatThrownBy(() -> Witness.init(none, "w", List.of(LOG.noteKey()), CLOCK))
        .isInstanceOf(BadStateException.class);
  }

  @Test
  void theConsistencyProofIsCheckedFromItsOwnMemory() throws IOException {
    assertCosigned(LOG.request(0, 300));
    var proof = new ConsistencyProof(299, 700, LOG.request(299, 700).proof());
    assertThat(witness.add(AddCheckpoint.of(proof, LOG.request(0, 700).note())))
        .isEqualTo(new Verdict.OtherSize(300));
  }

  private Path draft() throws IOException {
    Path file = stateFile();
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private Path stateFile() throws IOException {
    try (Stream<Path> files = Files.list(place.directory().resolve("logs"))) {
      return files.filter(file -> file.toString().endsWith(".note")).findFirst().orElseThrow();
    }
  }
}

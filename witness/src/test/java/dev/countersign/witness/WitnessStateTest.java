package dev.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a witness remembers, and what it does where it cannot.
class WitnessStateTest extends BegunWitness {
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

  private void assertNoStart(String why) {
    assertThatThrownBy(() -> Witness.open(place, List.of(LOG.noteKey()), CLOCK))
        .isInstanceOf(BadStateException.class)
        .hasMessageContaining(why);
  }
}

package dev.countersign.approval.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
  private static final byte[] CONTENT = "salt and comment".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final Seal seal = fresh();

  @Test
  void opensWhatItClosedAndHidesIt() {
    byte[] closed = seal.close("request 1", CONTENT);
    assertThat(new String(closed, UTF_8)).doesNotContain("salt");
    assertThat(seal.open("request 1", closed)).isEqualTo(CONTENT);
  }

  @Test
  void closesTheSameContentDifferentlyEachTime() {
    assertThat(seal.close("request 1", CONTENT)).isNotEqualTo(seal.close("request 1", CONTENT));
  }

  @Test
  void doesNotOpenAtAnotherPlace() {
    refuses(seal, "request 2", seal.close("request 1", CONTENT));
  }

  @Test
  void doesNotOpenUnderAnotherKey() {
    refuses(fresh(), "request 1", seal.close("request 1", CONTENT));
  }

  @Test
  void doesNotOpenWithAnyByteChanged() {
    byte[] closed = seal.close("request 1", CONTENT);
    for (int i = 0; i < closed.length; i++) {
      byte[] altered = closed.clone();
      altered[i] ^= 1;
      refuses(seal, "request 1", altered);
    }
    refuses(seal, "request 1", new byte[3]);
  }

  @Test
  void keepsItsKeyInAFileOfItsOwner(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("keys").resolve("approval.seal");
    byte[] key = SealKeyFile.readOrGenerate(file, random);
    assertThat(SealKeyFile.readOrGenerate(file, random)).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesAFileThatIsNoKeyWithoutQuotingIt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("approval.seal");
    Files.writeString(file, "c2hvcnQtc2VjcmV0");
    assertThatIllegalStateException()
        .isThrownBy(() -> SealKeyFile.readOrGenerate(file, random))
        .withMessageContaining("not 32 bytes")
        .withMessageNotContaining("c2hvcnQ");
  }

  private static void refuses(Seal seal, String place, byte[] closed) {
    assertThatExceptionOfType(BrokenSealException.class).isThrownBy(() -> seal.open(place, closed));
  }

  private Seal fresh() {
    byte[] key = new byte[Seal.KEY_BYTES];
    random.nextBytes(key);
    return new Seal(key, random);
  }
}

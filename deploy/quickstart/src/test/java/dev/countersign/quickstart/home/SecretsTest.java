package dev.countersign.quickstart.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void makesASecretOnceAndKeepsIt() {
    String first = secrets().reveal("payments-token");

    assertThat(first).matches("[A-Za-z0-9_-]{32}");
    assertThat(secrets().reveal("payments-token")).isEqualTo(first);
    assertThat(secrets().reveal("another")).isNotEqualTo(first);
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    secrets().reveal("payments-token");

    Path file = folder.resolve("secrets/payments-token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  private Secrets secrets() {
    return new Secrets(new Home(folder, folder));
  }
}

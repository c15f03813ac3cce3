package dev.countersign.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFilesTest {
  @TempDir private Path folder;

  @Test
  void findsAProcessThatItRemembers() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      files().remember("gateway", process.pid());
      assertThat(files().running("gateway")).map(ProcessHandle::pid).contains(process.pid());
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(files().running("gateway")).isEmpty();
  }

  @Test
  void remembersNoProcessThatHasEndedAlready() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(files().remember("gateway", ended.pid())).isEmpty();
    assertThat(files().running("gateway")).isEmpty();
  }

  @Test
  void doesNotTakeAForeignProcessForItsOwn() throws IOException {
    long foreign = ProcessHandle.current().pid();
    Files.writeString(
        folder.resolve("gateway.pid"), foreign + " " + Instant.parse("2020-01-01T00:00:00Z"));

    assertThat(files().running("gateway")).isEmpty();
  }

  @Test
  void knowsNothingOfAPartThatWasNeverStartedOrIsForgotten() throws IOException {
    assertThat(files().running("audit")).isEmpty();
    files().remember("audit", ProcessHandle.current().pid());
    assertThat(files().running("audit")).isPresent();
    files().forget("audit");
    assertThat(files().running("audit")).isEmpty();
  }

  @Test
  void saysWhichFileItCannotRead() throws IOException {
    Files.writeString(folder.resolve("kafka.pid"), "nonsense");

    assertThatThrownBy(() -> files().running("kafka"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kafka.pid")
        .hasMessageContaining("nonsense");
  }

  private ProcessFiles files() {
    return new ProcessFiles(folder);
  }
}

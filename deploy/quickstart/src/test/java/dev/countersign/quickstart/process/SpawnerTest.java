package dev.countersign.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {
  @TempDir private Path folder;

  @Test
  void startsTheCommandItselfWithItsEnvironmentAndLog()
      throws IOException, InterruptedException, ExecutionException {
    String output = run("echo $$ $PAYMENTS_TOKEN; pwd");

    assertThat(output).endsWith(" secret\n" + folder.toRealPath() + "\n");
  }

  @Test
  void returnsTheNumberOfTheCommandAndNotOfAWrapper()
      throws IOException, InterruptedException, ExecutionException {
    Path log = folder.resolve("number.log");
    long pid = start("echo $$; sleep 0.3", log);
    ProcessHandle.of(pid).orElseThrow().onExit().get();

    assertThat(Files.readString(log).strip()).isEqualTo(Long.toString(pid));
  }

  @Test
  void addsToALogThatExists() throws IOException, InterruptedException, ExecutionException {
    run("echo one");
    assertThat(run("echo two")).isEqualTo("one\ntwo\n");
  }

  private String run(String script) throws IOException, InterruptedException, ExecutionException {
    Path log = folder.resolve("log");
    long pid = start(script + "; sleep 0.3", log);
    ProcessHandle.of(pid).orElseThrow().onExit().get();
    return Files.readString(log);
  }

  private long start(String script, Path log) throws IOException {
    return new Spawner()
        .start(List.of("sh", "-c", script), Map.of("PAYMENTS_TOKEN", "secret"), folder, log);
  }
}

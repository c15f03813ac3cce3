package dev.countersign.quickstart.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.process.ProcessFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(output, true, StandardCharsets.UTF_8), false);
  private List<FakePart> parts = List.of();

  @AfterEach
  void stopEverything() throws PartFailed, InterruptedException {
    suite(parts.toArray(FakePart[]::new)).down(List.of());
  }

  @Test
  void startsEverythingOnceAndThenFindsItRunning() throws Exception {
    FakePart database = part("database");
    FakePart service = part("service", "database");

    assertThat(suite(database, service).up(List.of())).containsExactly("database", "service");
    assertThat(suite(database, service).up(List.of())).isEmpty();
    assertThat(suite(database, service).allReady()).isTrue();
    assertThat(service.starts).hasValue(1);
    assertThat(service.settled).hasValue(2);
  }

  @Test
  void startsAPartOnlyWhenWhatItNeedsIsSettled() throws Exception {
    FakePart database = slow("database");
    FakePart service = part("service", "database");

    suite(database, service).up(List.of());

    assertThat(printed().indexOf("database")).isLessThan(printed().indexOf("service"));
  }

  @Test
  void startsAgainWhatWasKilled() throws Exception {
    FakePart database = part("database");
    FakePart service = part("service", "database");
    suite(database, service).up(List.of());

    ProcessHandle killed = process("service");
    killed.destroyForcibly();
    killed.onExit().get();

    assertThat(suite(database, service).up(List.of())).containsExactly("service");
    assertThat(process("service").pid()).isNotEqualTo(killed.pid());
  }

  @Test
  void stopsWhatItStartedAndNothingElse() throws Exception {
    Process foreign = new ProcessBuilder("sleep", "60").start();
    FakePart service = part("service");
    suite(service).up(List.of());
    ProcessHandle ours = process("service");

    assertThat(suite(service).down(List.of())).containsExactly("service");

    assertThat(ours.isAlive()).isFalse();
    assertThat(foreign.isAlive()).isTrue();
    assertThat(suite(service).down(List.of())).isEmpty();
    foreign.destroy();
  }

  @Test
  void aPartThatEndsEarlyIsNamedWithItsReasonAndLog() {
    FakePart database = part("database");
    FakePart broken =
        new FakePart(folder, "broken", "echo 'no such setting: colour'; exit 3", "database");

    assertThatThrownBy(() -> suite(database, broken).up(List.of()))
        .isInstanceOf(PartFailed.class)
        .hasMessageContaining("broken: the process ended before it was ready")
        .hasMessageContaining("no such setting: colour")
        .hasMessageContaining(folder.resolve("logs/broken.log").toString());
  }

  @Test
  void aFailedStartStopsWhatItBeganAndLeavesTheRest() throws Exception {
    FakePart before = part("before");
    suite(before).up(List.of());
    FakePart database = part("database");
    FakePart broken = new FakePart(folder, "broken", "exit 1", "database");

    assertThatThrownBy(() -> suite(before, database, broken).up(List.of()))
        .isInstanceOf(PartFailed.class);

    assertThat(files().running("database")).isEmpty();
    assertThat(files().running("before")).isPresent();
    parts = List.of(before);
  }

  @Test
  void aPartThatNeverAnswersIsGivenUp() {
    FakePart deaf =
        new FakePart(folder, "deaf", "exec sleep 60").withPatience(Duration.ofMillis(300));

    assertThatThrownBy(() -> suite(deaf).up(List.of()))
        .isInstanceOf(PartFailed.class)
        .hasMessageContaining("deaf: not ready after");
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
    try (var taken = new ServerSocket(0)) {
      FakePart other = part("other");
      FakePart gateway = part("gateway").listeningOn(Port.GATEWAY);
      parts = List.of(other, gateway);
      String number = Integer.toString(taken.getLocalPort());
      Ports ports = Ports.of(Map.of(Port.GATEWAY.variable(), number));
      Suite suite = new Suite(new Home(folder, folder), ports, console, List.copyOf(parts));

      assertThatThrownBy(() -> suite.up(List.of()))
          .isInstanceOf(PartFailed.class)
          .hasMessageContaining("port " + number + " is taken")
          .hasMessageContaining("gateway needs it")
          .hasMessageContaining("COUNTERSIGN_PORT_GATEWAY");
      assertThat(other.starts).hasValue(0);
    }
  }

  @Test
  void startsOnlyTheWantedPartsAndWhatTheyNeed() throws Exception {
    FakePart database = part("database");
    FakePart service = part("service", "database");
    FakePart other = part("other");

    assertThat(suite(database, service, other).up(List.of("service")))
        .containsExactly("database", "service");
    assertThat(suite(database, service, other).anyRunning()).isTrue();
    assertThatThrownBy(() -> suite(database, service, other).up(List.of("zoo")))
        .isInstanceOf(BadUsage.class);
  }

  @Test
  void tellsWhatRunsAndWhatDoesNot() throws Exception {
    FakePart service = part("service");
    FakePart other = part("other");
    suite(service, other).up(List.of("service"));

    List<PartStatus> status = suite(service, other).status();

    assertThat(status)
        .extracting(PartStatus::name, PartStatus::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("service", PartStatus.State.READY),
            org.assertj.core.groups.Tuple.tuple("other", PartStatus.State.STOPPED));
    assertThat(status.getFirst().pid()).hasValue(process("service").pid());
  }

  private FakePart part(String name, String... needs) {
    return new FakePart(folder, name, FakePart.readyAtOnce(), needs);
  }

  private FakePart slow(String name) {
    return new FakePart(folder, name, "sleep 0.5; touch $READY; exec sleep 60");
  }

  private Suite suite(FakePart... all) {
    parts = List.of(all);
    return new Suite(new Home(folder, folder), Ports.of(Map.of()), console, List.of(all));
  }

  private ProcessFiles files() {
    return new ProcessFiles(folder.resolve("run"));
  }

  private ProcessHandle process(String part) throws IOException {
    return files().running(part).orElseThrow();
  }

  private String printed() {
    return output.toString(StandardCharsets.UTF_8);
  }
}

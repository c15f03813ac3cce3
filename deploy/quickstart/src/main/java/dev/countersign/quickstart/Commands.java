package dev.countersign.quickstart;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.suite.PartFailed;
import dev.countersign.quickstart.suite.PartStatus;
import dev.countersign.quickstart.suite.Suite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every command, one method each. A command returns the exit code.
final class Commands {
  private final Home home;
  private final Map<String, String> environment;
  private final Console console;
  private final PortSettings portSettings;

  Commands(Home home, Map<String, String> environment, Console console) {
    this.home = home;
    this.environment = environment;
    this.console = console;
    this.portSettings = new PortSettings(home);
  }

  int run(String command, List<String> words) throws PartFailed, IOException, InterruptedException {
    return switch (command) {
      case "up" -> up(words);
      case "down" -> down(words);
      case "status" -> status(words);
      default -> throw new BadUsage("'" + command + "': unknown command (try: ./countersign help)");
    };
  }

  private int up(List<String> words) throws PartFailed, IOException, InterruptedException {
    Options options = Options.parse(words, Set.of("--port"), Set.of());
    Suite suite = suite(options.every("--port"));
    long began = System.nanoTime();
    console.title("Starting Countersign");
    List<String> started = suite.up(options.rest());
    portSettings.remember(suite.ports());
    if (started.isEmpty()) {
      console.done("everything runs already");
    } else {
      console.done("everything is ready after %.1f s".formatted((System.nanoTime() - began) / 1e9));
    }
    if (suite.allReady()) {
      where(suite.ports());
    }
    return 0;
  }

  private int down(List<String> words) throws PartFailed, IOException, InterruptedException {
    List<String> parts = Options.parse(words, Set.of(), Set.of()).rest();
    console.title("Stopping Countersign");
    Suite suite = suite(List.of());
    if (suite.down(parts).isEmpty()) {
      console.done("nothing runs");
    }
    if (!suite.anyRunning()) {
      portSettings.forget();
    }
    console.note("the data stay in " + home.state());
    return 0;
  }

  /// Exit code 0 only when every part is ready.
  private int status(List<String> words) throws PartFailed, IOException {
    Options.parse(words, Set.of(), Set.of()).none();
    List<PartStatus> all = suite(List.of()).status();
    console.title("%-11s %-10s %-14s %9s %9s".formatted("part", "state", "port", "pid", "memory"));
    all.forEach(part -> console.line(line(part)));
    return all.stream().allMatch(part -> part.state() == PartStatus.State.READY) ? 0 : 1;
  }

  private String line(PartStatus part) {
    String state =
        switch (part.state()) {
          case READY -> console.green("%-10s".formatted("ready"));
          case NOT_READY -> console.red("%-10s".formatted("not ready"));
          case STOPPED -> console.dim("%-10s".formatted("stopped"));
        };
    String ports = String.join(", ", part.ports().stream().map(Object::toString).toList());
    String pid = part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "";
    String memory =
        part.residentKilobytes().isPresent()
            ? part.residentKilobytes().getAsLong() / 1024 + " MB"
            : "";
    return "%-11s %s %-14s %9s %9s".formatted(part.name(), state, ports, pid, memory);
  }

  private void where(Ports ports) {
    console.note("gateway   " + ports.url(Port.GATEWAY) + "   (try: ./countersign demo)");
    console.note("approvals " + ports.url(Port.APPROVAL));
    console.note("evidence  " + ports.url(Port.AUDIT));
    console.note("replay    " + ports.url(Port.REPLAY));
    console.note("issuer    " + ports.url(Port.ISSUER));
    console.note("rules     " + home.folder("config").resolve("connections.yaml"));
  }

  private Suite suite(List<String> portOptions) throws IOException {
    return new Suite(home, portSettings.resolve(environment, portOptions), console);
  }
}

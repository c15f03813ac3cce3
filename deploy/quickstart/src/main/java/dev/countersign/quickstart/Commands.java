package dev.countersign.quickstart;

import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MediaKind;
import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.demo.Demo;
import dev.countersign.quickstart.demo.Stage;
import dev.countersign.quickstart.drive.Drive;
import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.login.AccessToken;
import dev.countersign.quickstart.login.Login;
import dev.countersign.quickstart.mask.MaskTrial;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.suite.PartFailed;
import dev.countersign.quickstart.suite.PartStatus;
import dev.countersign.quickstart.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every command, one method each. A command returns the exit code.
final class Commands {
  private final Home home;
  private final Map<String, String> environment;
  private final Console console;
  private final PortSettings portSettings;
  private final Http http = new Http();

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
      case "token" -> token(words);
      case "drive" -> drive(words);
      case "demo" -> demo(words);
      case "mask" -> mask(words);
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

  /// Prints the token and nothing else.
  private int token(List<String> words) throws IOException, InterruptedException {
    Options options = Options.parse(words, Set.of("--agent"), Set.of());
    String name = options.single("token: names");
    Optional<String> agent = options.value("--agent");
    Login login = login(portSettings.resolve(environment, List.of()));
    AccessToken token = agent.isPresent() ? login.as(name, agent.get()) : login.as(name);
    System.out.println(token.reveal());
    return 0;
  }

  /// Writes the masked body and nothing else.
  private int mask(List<String> words) throws IOException {
    Options options = Options.parse(words, Set.of("--kind", "--pack", "--rules"), Set.of());
    options.none();
    MediaKind kind = MaskTrial.kind(options.value("--kind"));
    MaskTrial trial = new MaskTrial(console).key(environment);
    boolean chosen = !options.every("--pack").isEmpty() || !options.every("--rules").isEmpty();
    for (String file : options.every("--rules")) {
      trial.file(file);
    }
    (chosen ? options.every("--pack") : MaskingPacks.names()).forEach(trial::pack);
    boolean people =
        "1".equals(environment.get("COUNTERSIGN_TTY")) && !environment.containsKey("NO_COLOR");
    return trial.run(kind, System.in, System.out, people) ? 0 : 1;
  }

  private int drive(List<String> words) throws IOException, InterruptedException {
    Options options = Options.parse(words, Set.of("--as", "--concurrency", "--limit"), Set.of());
    var plan =
        new Drive.Plan(
            Path.of(options.single("drive: files")),
            options.value("--as").orElse("support-agent"),
            options.number("--concurrency", 4, 1, 1000),
            options.number("--limit", Integer.MAX_VALUE, 1, Integer.MAX_VALUE));
    Ports ports = portSettings.resolve(environment, List.of());
    var drive = new Drive(ports, new Secrets(home), http, login(ports), Clock.systemUTC(), console);
    return drive.run(plan) ? 0 : 1;
  }

  /// Starts the suite where it is not up; then stops it again at the end unless told to keep it.
  private int demo(List<String> words) throws PartFailed, IOException, InterruptedException {
    Options options = Options.parse(words, Set.of("--port"), Set.of("--keep"));
    options.none();
    Suite suite = suite(options.every("--port"));
    List<String> started = List.of();
    if (!suite.allReady()) {
      console.title("Starting Countersign");
      started = suite.up(List.of());
      portSettings.remember(suite.ports());
    }
    Ports ports = suite.ports();
    var stage = new Stage(home, ports, http, login(ports), new Secrets(home));
    try {
      return new Demo(console, stage).run() ? 0 : 1;
    } finally {
      leave(suite, started, options.has("--keep"));
    }
  }

  private void leave(Suite suite, List<String> started, boolean keep)
      throws PartFailed, IOException, InterruptedException {
    console.blank();
    if (started.isEmpty() || keep) {
      console.note("the suite stays up: ./countersign status, ./countersign down");
      return;
    }
    console.title("Stopping what the demo started");
    suite.down(started);
    if (!suite.anyRunning()) {
      portSettings.forget();
    }
  }

  private Login login(Ports ports) {
    return new Login(ports.url(Port.ISSUER), new Secrets(home), http, Clock.systemUTC());
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

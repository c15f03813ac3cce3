package dev.countersign.quickstart.suite;

import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.process.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A part that is a real process of a shell script, ready once a file exists.
final class FakePart implements Part {
  final AtomicInteger starts = new AtomicInteger();
  final AtomicInteger settled = new AtomicInteger();

  private final String name;
  private final Set<String> needs;
  private final Path folder;
  private final String script;
  private final List<Port> ports;
  private final Duration patience;

  FakePart(Path folder, String name, String script, String... needs) {
    this(folder, name, script, List.of(), Duration.ofSeconds(20), Set.of(needs));
  }

  private FakePart(
      Path folder,
      String name,
      String script,
      List<Port> ports,
      Duration patience,
      Set<String> needs) {
    this.folder = folder;
    this.name = name;
    this.script = script;
    this.ports = ports;
    this.patience = patience;
    this.needs = needs;
  }

  static String readyAtOnce() {
    return "touch $READY; exec sleep 60";
  }

  FakePart listeningOn(Port port) {
    return new FakePart(folder, name, script, List.of(port), patience, needs);
  }

  FakePart withPatience(Duration shorter) {
    return new FakePart(folder, name, script, ports, shorter, needs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Port> ports() {
    return ports;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public long start() throws IOException {
    starts.incrementAndGet();
    Files.deleteIfExists(ready(name));
    var builder = new ProcessBuilder("sh", "-c", script);
    builder.environment().put("READY", ready(name).toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(
            Files.createDirectories(folder.resolve("logs")).resolve(name + ".log").toFile()));
    return builder.start().pid();
  }

  @Override
  public boolean ready() {
    return Files.exists(ready(name));
  }

  @Override
  public void settle() {
    settled.incrementAndGet();
  }

  @Override
  public Duration patience() {
    return patience;
  }

  private Path ready(String part) {
    return folder.resolve(part + ".ready");
  }
}

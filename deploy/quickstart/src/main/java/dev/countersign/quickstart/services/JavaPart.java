package dev.countersign.quickstart.services;

import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.Probe;
import dev.countersign.quickstart.process.Spawner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A Java process that is ready when its health page answers 200.
record JavaPart(
    String name,
    List<Port> ports,
    Set<String> needs,
    String health,
    Launch launch,
    Probe probe,
    Spawner spawner,
    Home home)
    implements Part {

  /// How the process is started. Asked for at the start only: it may unpack a jar.
  @FunctionalInterface
  interface Launch {
    Command command() throws IOException, InterruptedException;
  }

  /// A command line and the environment it needs; secrets stand in the environment only.
  record Command(List<String> words, Map<String, String> environment) {}

  @Override
  public long start() throws IOException, InterruptedException {
    Command command = launch.command();
    return spawner.start(
        command.words(), command.environment(), home.folder("run"), home.log(name));
  }

  @Override
  public boolean ready() {
    return probe.answers(health);
  }
}

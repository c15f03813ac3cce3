package dev.countersign.quickstart.suite;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.kafka.KafkaPart;
import dev.countersign.quickstart.postgres.PostgresPart;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.Probe;
import dev.countersign.quickstart.process.ProcessFiles;
import dev.countersign.quickstart.process.Spawner;
import dev.countersign.quickstart.services.ServiceParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole suite on this machine: PostgreSQL, Kafka, the issuer, the sample functions and the
/// four services, each a process of its own.
///
/// There is no process that watches them: each outlives the command that started it, and what the
/// command knows of them is one small file each. So any of them may be killed at any moment, and
/// the next `up` starts what is missing.
public final class Suite {
  private final Home home;
  private final Ports ports;
  private final List<Part> parts;
  private final ProcessFiles processes;
  private final Console console;

  public Suite(Home home, Ports ports, Console console) {
    this(home, ports, console, parts(home, ports));
  }

  Suite(Home home, Ports ports, Console console, List<Part> parts) {
    this.home = home;
    this.ports = ports;
    this.console = console;
    this.parts = List.copyOf(parts);
    this.processes = new ProcessFiles(home.folder("run"));
  }

  private static List<Part> parts(Home home, Ports ports) {
    var secrets = new Secrets(home);
    var spawner = new Spawner();
    var infrastructure =
        Stream.of(
            new PostgresPart(home, ports, secrets, spawner), new KafkaPart(home, ports, spawner));
    var services = new ServiceParts(home, ports, secrets, spawner).all();
    return Stream.concat(infrastructure, services.stream()).toList();
  }

  public Ports ports() {
    return ports;
  }

  /// Starts what does not run, waits until everything is ready and returns what was started.
  ///
  /// When one part fails, those that this call started are stopped again.
  ///
  /// @param wanted the parts to start together with those they need; all when empty
  public List<String> up(List<String> wanted) throws PartFailed, InterruptedException {
    List<Part> chosen = withNeeds(named(wanted));
    refuseTakenPorts(chosen);
    return new Startup(home, chosen, processes, console).run();
  }

  /// Stops what `up` started, and nothing else; the data stay. Returns what was stopped.
  ///
  /// @param wanted the parts to stop; all when empty
  public List<String> down(List<String> wanted) throws PartFailed, InterruptedException {
    return new Shutdown(processes, console).stop(named(wanted).reversed());
  }

  /// What is known of every part now.
  public List<PartStatus> status() throws PartFailed {
    var all = new ArrayList<PartStatus>();
    for (Part part : parts) {
      all.add(PartStatus.of(part, ports, running(part)));
    }
    return all;
  }

  /// Whether every part runs and answers.
  public boolean allReady() throws PartFailed {
    return status().stream().allMatch(part -> part.state() == PartStatus.State.READY);
  }

  /// Whether any part runs.
  public boolean anyRunning() throws PartFailed {
    return status().stream().anyMatch(part -> part.state() != PartStatus.State.STOPPED);
  }

  public List<String> names() {
    return parts.stream().map(Part::name).toList();
  }

  private List<Part> named(List<String> wanted) {
    for (String name : wanted) {
      if (!names().contains(name)) {
        throw new BadUsage("'" + name + "': no such part (expected: " + names() + ")");
      }
    }
    return parts.stream().filter(part -> wanted.isEmpty() || wanted.contains(part.name())).toList();
  }

  private List<Part> withNeeds(List<Part> chosen) {
    return parts.stream()
        .filter(part ->
            chosen.contains(part)
                || chosen.stream().anyMatch(other -> other.needs().contains(part.name())))
        .toList();
  }

  private void refuseTakenPorts(List<Part> chosen) throws PartFailed {
    var taken = new ArrayList<String>();
    for (Part part : chosen) {
      if (running(part).isPresent()) {
        continue;
      }
      for (Port port : part.ports()) {
        if (!Probe.free(ports.get(port))) {
          taken.add(
              "port %d is taken by another process; %s needs it (other port: --port %s=NUMBER or %s=NUMBER)"
                  .formatted(ports.get(port), part.name(), port.label(), port.variable()));
        }
      }
    }
    if (!taken.isEmpty()) {
      throw new PartFailed(String.join("\n", taken));
    }
  }

  private Optional<ProcessHandle> running(Part part) throws PartFailed {
    try {
      return processes.running(part.name());
    } catch (IOException e) {
      throw new PartFailed(String.valueOf(e.getMessage()), e);
    }
  }
}

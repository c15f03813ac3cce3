package dev.countersign.quickstart.suite;

import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.process.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What is known of one part at one moment.
public record PartStatus(
    String name,
    State state,
    List<Integer> ports,
    OptionalLong pid,
    OptionalLong residentKilobytes) {

  /// Whether it runs and answers.
  public enum State {
    READY,
    NOT_READY,
    STOPPED
  }

  static PartStatus of(Part part, Ports ports, Optional<ProcessHandle> process) {
    List<Integer> numbers = part.ports().stream().map(ports::get).toList();
    if (process.isEmpty()) {
      return new PartStatus(
          part.name(), State.STOPPED, numbers, OptionalLong.empty(), OptionalLong.empty());
    }
    State state = part.ready() ? State.READY : State.NOT_READY;
    long pid = process.get().pid();
    return new PartStatus(
        part.name(), state, numbers, OptionalLong.of(pid), resident(process.get()));
  }

  /// Resident memory of a process and its children; empty where the system does not tell.
  private static OptionalLong resident(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(ProcessHandle::pid)
        .map(PartStatus::residentKilobytes)
        .flatMapToLong(OptionalLong::stream)
        .reduce(Long::sum);
  }

  private static OptionalLong residentKilobytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException notTold) {
      return OptionalLong.empty();
    }
  }
}

package dev.countersign.quickstart.process;

import dev.countersign.quickstart.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The processes that `up` started, one file each: process number and start time.
///
/// The start time keeps a foreign process safe that got the number of one of ours later. Linux
/// derives start times from a boot time that clock corrections move, hence the tolerance.
public final class ProcessFiles {
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private final Path folder;

  public ProcessFiles(Path folder) {
    this.folder = folder;
  }

  /// Remembers a process that was started just now.
  ///
  /// @return the process; empty where it has ended already, and then nothing is remembered
  public Optional<ProcessHandle> remember(String part, long pid) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    Optional<Instant> started = process.flatMap(running -> running.info().startInstant());
    if (started.isEmpty()) {
      forget(part);
      return Optional.empty();
    }
    OwnerOnly.write(file(part), pid + " " + started.get() + "\n");
    return process;
  }

  /// The process that was started for this part, where it is still alive.
  public Optional<ProcessHandle> running(String part) throws IOException {
    String text;
    try {
      text = Files.readString(file(part));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    String[] fields = text.strip().split(" ", -1);
    if (fields.length != 2) {
      throw new IOException(file(part) + ": '" + text.strip() + "' (expected: number and time)");
    }
    try {
      Instant started = Instant.parse(fields[1]);
      return ProcessHandle.of(Long.parseLong(fields[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, started));
    } catch (NumberFormatException | DateTimeException e) {
      throw new IOException(file(part) + ": '" + text.strip() + "' (expected: number and time)", e);
    }
  }

  public void forget(String part) throws IOException {
    Files.deleteIfExists(file(part));
  }

  private static boolean startedAt(ProcessHandle process, Instant expected) {
    return process
        .info()
        .startInstant()
        .map(actual -> Duration.between(expected, actual).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  private Path file(String part) {
    return folder.resolve(part + ".pid");
  }
}

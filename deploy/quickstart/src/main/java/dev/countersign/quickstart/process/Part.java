package dev.countersign.quickstart.process;

import dev.countersign.quickstart.home.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// One process of the suite: how it is started, when it is ready and how it is stopped.
///
/// Every method may be called again after a crash at any point.
public interface Part {

  /// Its name in `status`, `logs` and the names of its files.
  String name();

  /// The ports it listens on; the first one is shown.
  List<Port> ports();

  /// The parts that must be ready before this one is started.
  Set<String> needs();

  /// Starts the process and returns its number without waiting for it to be ready.
  long start() throws IOException, InterruptedException;

  /// Whether it answers now. Never waits for long and never throws because it does not answer.
  boolean ready();

  /// What has to be done once it is ready and before the parts that need it start. Idempotent.
  default void settle() throws IOException, InterruptedException {}

  /// Asks the process to end by itself.
  default void stop(ProcessHandle process) throws IOException, InterruptedException {
    process.destroy();
  }

  /// How long it may take to be ready.
  default Duration patience() {
    return Duration.ofSeconds(180);
  }
}

package dev.countersign.quickstart.suite;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.ProcessFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Stops parts: first those that others do not need, each asked politely before it is ended.
final class Shutdown {
  private static final Duration POLITE = Duration.ofSeconds(60);

  private final ProcessFiles processes;
  private final Console console;

  Shutdown(ProcessFiles processes, Console console) {
    this.processes = processes;
    this.console = console;
  }

  /// Stops those that run. Parts without dependents are stopped together, the others after them.
  List<String> stop(List<Part> parts) throws PartFailed, InterruptedException {
    var stopped = new ArrayList<String>();
    List<Part> left = parts;
    while (!left.isEmpty()) {
      List<Part> remaining = left;
      List<Part> free = left.stream().filter(part -> nobodyNeeds(part, remaining)).toList();
      stopped.addAll(stopTogether(free));
      left = left.stream().filter(part -> !free.contains(part)).toList();
    }
    return stopped;
  }

  private static boolean nobodyNeeds(Part part, List<Part> others) {
    return others.stream().noneMatch(other -> other.needs().contains(part.name()));
  }

  private List<String> stopTogether(List<Part> parts) throws PartFailed, InterruptedException {
    var asked = new ArrayList<CompletableFuture<ProcessHandle>>();
    var names = new ArrayList<String>();
    try {
      for (Part part : parts) {
        Optional<ProcessHandle> process = processes.running(part.name());
        if (process.isPresent()) {
          console.progress("stopping " + part.name() + " …");
          part.stop(process.get());
          asked.add(process.get().onExit());
          names.add(part.name());
        }
      }
      for (int i = 0; i < asked.size(); i++) {
        awaitEnd(asked.get(i), names.get(i));
      }
      for (Part part : parts) {
        processes.forget(part.name());
      }
    } catch (IOException e) {
      throw new PartFailed("cannot stop: " + e.getMessage(), e);
    }
    return names;
  }

  private void awaitEnd(CompletableFuture<ProcessHandle> end, String name)
      throws PartFailed, InterruptedException, IOException {
    try {
      end.get(POLITE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      console.note(name + " did not stop within " + POLITE.toSeconds() + " s; it is ended now");
      processes.running(name).ifPresent(ProcessHandle::destroyForcibly);
    } catch (ExecutionException e) {
      throw new PartFailed("cannot wait for the end of " + name, e);
    }
    console.done(name + " stopped");
  }
}

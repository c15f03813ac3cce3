package dev.countersign.quickstart.suite;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.process.Part;
import dev.countersign.quickstart.process.ProcessFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One `up`: starts the missing parts side by side, each as soon as what it needs is ready.
///
/// One virtual thread per part. The first failure ends the whole start: the others are interrupted,
/// and what this start began is stopped, also when the person at the terminal interrupts it.
final class Startup {
  private static final Duration PROBE_EVERY = Duration.ofMillis(100);
  private static final Duration SPEAK_EVERY = Duration.ofSeconds(5);

  private final Home home;
  private final List<Part> parts;
  private final ProcessFiles processes;
  private final Console console;
  private final long began = System.nanoTime();
  private final Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
  private final Map<String, Part> started = new ConcurrentHashMap<>();

  Startup(Home home, List<Part> parts, ProcessFiles processes, Console console) {
    this.home = home;
    this.parts = parts;
    this.processes = processes;
    this.console = console;
    parts.forEach(part -> ready.put(part.name(), new CompletableFuture<>()));
  }

  /// Returns the names of the parts that were started; empty when everything ran.
  List<String> run() throws PartFailed, InterruptedException {
    Thread undo = Thread.ofPlatform().unstarted(this::undo);
    Runtime.getRuntime().addShutdownHook(undo);
    boolean complete = false;
    try {
      startAll();
      complete = true;
    } finally {
      Runtime.getRuntime().removeShutdownHook(undo);
      if (!complete) {
        undo();
      }
    }
    return parts.stream().map(Part::name).filter(started::containsKey).toList();
  }

  private void startAll() throws PartFailed, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      parts.forEach(part -> running.add(threads.submit(() -> bring(part))));
      try {
        awaitAll();
      } catch (PartFailed | InterruptedException e) {
        running.forEach(task -> task.cancel(true));
        throw e;
      }
    }
  }

  private void awaitAll() throws PartFailed, InterruptedException {
    var all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new));
    long spoken = System.nanoTime();
    while (true) {
      try {
        firstFailureOr(all).get(console.live() ? 200 : 1000, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException wait) {
        console.progress(waiting());
        if (!console.live() && System.nanoTime() - spoken > SPEAK_EVERY.toNanos()) {
          console.note(waiting());
          spoken = System.nanoTime();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof PartFailed failed
            ? failed
            : new PartFailed("the start broke: " + e.getCause(), e);
      }
    }
  }

  private CompletableFuture<Object> firstFailureOr(CompletableFuture<Void> all) {
    var failed = new CompletableFuture<Object>();
    ready
        .values()
        .forEach(part ->
            part.whenComplete((done, failure) -> {
              if (failure != null) {
                failed.completeExceptionally(failure);
              }
            }));
    all.thenRun(() -> failed.complete(true));
    return failed;
  }

  private void bring(Part part) {
    CompletableFuture<Void> done = ready(part.name());
    try {
      for (String needed : part.needs()) {
        ready(needed).get();
      }
      long from = System.nanoTime();
      startOrAdopt(part);
      part.settle();
      if (started.containsKey(part.name())) {
        console.done("%-10s ready after %s".formatted(part.name(), seconds(from)));
      }
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(failed(part, String.valueOf(e.getMessage()), e));
    } catch (PartFailed e) {
      done.completeExceptionally(e);
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException needFailed) {
      done.completeExceptionally(needFailed.getCause());
    } catch (RuntimeException e) {
      done.completeExceptionally(failed(part, e.toString(), e));
    }
  }

  /// Takes a process that runs already, where it stays; starts one otherwise.
  private void startOrAdopt(Part part) throws IOException, InterruptedException, PartFailed {
    Optional<ProcessHandle> running = processes.running(part.name());
    if (running.isPresent() && becomesReady(part, running.get())) {
      return;
    }
    LogTail.mark(home.log(part.name()));
    long pid = part.start();
    started.put(part.name(), part);
    Optional<ProcessHandle> process = processes.remember(part.name(), pid);
    if (process.isEmpty() || !becomesReady(part, process.get())) {
      throw failed(part, "the process ended before it was ready", null);
    }
  }

  /// Waits until the part is ready; false when its process ends before.
  private boolean becomesReady(Part part, ProcessHandle process)
      throws InterruptedException, PartFailed {
    long until = System.nanoTime() + part.patience().toNanos();
    while (process.isAlive()) {
      if (part.ready()) {
        return process.isAlive();
      }
      if (System.nanoTime() > until) {
        throw failed(part, "not ready after " + part.patience().toSeconds() + " s", null);
      }
      try {
        process.onExit().get(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRunning) {
        // Time to look again.
      } catch (ExecutionException e) {
        throw failed(part, "cannot watch the process", e);
      }
    }
    return false;
  }

  private PartFailed failed(Part part, String reason, @Nullable Throwable cause) {
    var text = new StringBuilder(part.name()).append(": ").append(reason);
    for (String line : LogTail.reason(home.log(part.name()))) {
      text.append("\n    ").append(line);
    }
    text.append("\n  whole log: ").append(home.log(part.name()));
    return cause == null ? new PartFailed(text.toString()) : new PartFailed(text.toString(), cause);
  }

  private void undo() {
    if (started.isEmpty()) {
      return;
    }
    console.note("stopping what this start began: " + String.join(", ", started.keySet()));
    try {
      new Shutdown(processes, console).stop(List.copyOf(started.values()));
    } catch (PartFailed e) {
      console.failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String waiting() {
    List<String> open =
        ready.entrySet().stream()
            .filter(entry -> !entry.getValue().isDone())
            .map(Map.Entry::getKey)
            .toList();
    return seconds(began) + "  waiting for " + String.join(", ", open) + " …";
  }

  private CompletableFuture<Void> ready(String part) {
    CompletableFuture<Void> future = ready.get(part);
    if (future == null) {
      throw new IllegalStateException("no part named " + part);
    }
    return future;
  }

  private static String seconds(long from) {
    return "%.1f s".formatted((System.nanoTime() - from) / 1e9);
  }
}

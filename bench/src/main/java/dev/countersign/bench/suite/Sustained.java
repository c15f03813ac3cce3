package dev.countersign.bench.suite;

import dev.countersign.bench.load.ClosedLoop;
import dev.countersign.bench.load.LoadResult;
import dev.countersign.bench.load.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Loads a running suite and waits until the log and the recordings hold every call.
///
/// The rate that counts is calls divided by the time until both have caught up: a suite that takes
/// calls faster than it proves them only builds up a debt.
public final class Sustained {
  private static final PrintStream OUT = System.out;
  private static final int PER_CALL = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SustainedSettings settings;
  private final Meter leaves;
  private final Meter frames;

  private Sustained(SustainedSettings settings) {
    this.settings = settings;
    this.leaves = Meter.of(settings.auditPort(), "countersign_audit_leaves");
    this.frames = Meter.of(settings.replayPort(), "countersign_replay_frames_total");
  }

  /// Takes a token from the variable `BENCH_TOKEN`.
  public static void main(String[] args) throws IOException, InterruptedException {
    new Sustained(SustainedSettings.of(args)).run();
  }

  private void run() throws IOException, InterruptedException {
    Target target = Target.get("suite", settings.gatewayPort(), settings.path(), settings.token());
    new ClosedLoop(settings.callers(), settings.warmUp()).on(target);
    OUT.printf(
        "%-8s %10s %8s %8s %10s %12s %12s %9s%n",
        "callers",
        "calls/s",
        "p50 ms",
        "p99 ms",
        "catch-up",
        "log+frames",
        "sustained/s",
        "failures");
    for (int callers : List.of(4, settings.callers())) {
      measure(target, callers);
    }
  }

  private void measure(Target target, int callers) throws IOException, InterruptedException {
    awaitQuiet();
    double leavesBefore = leaves.read();
    double framesBefore = frames.read();
    LoadResult load = new ClosedLoop(callers, settings.duration()).on(target);
    long ended = System.nanoTime();
    long expected = PER_CALL * load.calls();
    awaitReached(leavesBefore + expected, framesBefore + expected);
    double catchUp = (System.nanoTime() - ended) / 1e9;
    double sustained = load.calls() / (load.elapsed().toNanos() / 1e9 + catchUp);
    OUT.printf(
        "%-8d %10.0f %8.2f %8.2f %9.1fs %12d %12.0f %9d%n",
        callers,
        load.callsPerSecond(),
        load.percentile(0.5),
        load.percentile(0.99),
        catchUp,
        2 * expected,
        sustained,
        load.failures());
  }

  private void awaitReached(double leavesWanted, double framesWanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (leaves.read() < leavesWanted || frames.read() < framesWanted) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "leaves: %.0f (expected: %.0f), frames: %.0f (expected: %.0f)"
                .formatted(leaves.read(), leavesWanted, frames.read(), framesWanted));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /// Waits until what an earlier load left behind is stored.
  private void awaitQuiet() throws IOException, InterruptedException {
    for (double before = -1, now = frames.read(); now > before; now = frames.read()) {
      before = now;
      TimeUnit.SECONDS.sleep(3);
    }
  }
}

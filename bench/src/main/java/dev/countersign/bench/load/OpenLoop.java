package dev.countersign.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// Load at a fixed rate, whatever the answers take: how long callers wait.
///
/// Latency counts from the moment a call was due, so a stall is seen by every call that it delays.
public record OpenLoop(int callsPerSecond, Duration duration) {

  public LoadResult on(Target target) {
    int calls = Math.toIntExact(callsPerSecond * duration.toMillis() / 1000);
    Run run = new Run(target, calls);
    long interval = 1_000_000_000L / callsPerSecond;
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < calls; i++) {
        long due = begin + i * interval;
        waitFor(due);
        threads.execute(() -> run.call(due));
      }
    }
    return run.result(Duration.ofNanos(System.nanoTime() - begin));
  }

  private static void waitFor(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static final class Run {
    private final Target target;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicLongArray nanos;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();

    Run(Target target, int calls) {
      this.target = target;
      this.nanos = new AtomicLongArray(calls);
    }

    void call(long due) {
      try {
        HttpConnection connection = idle.pollFirst();
        if (connection == null) {
          connection = new HttpConnection(target);
        }
        if (connection.call() == 200) {
          nanos.set(count.getAndIncrement(), System.nanoTime() - due);
        } else {
          failures.incrementAndGet();
        }
        idle.addFirst(connection);
      } catch (IOException e) {
        failures.incrementAndGet();
      }
    }

    LoadResult result(Duration elapsed) {
      for (HttpConnection connection : idle) {
        try {
          connection.close();
        } catch (IOException e) {
          failures.incrementAndGet();
        }
      }
      long[] times = new long[count.get()];
      for (int i = 0; i < times.length; i++) {
        times[i] = nanos.get(i);
      }
      return LoadResult.of(failures.get(), elapsed, times);
    }
  }
}

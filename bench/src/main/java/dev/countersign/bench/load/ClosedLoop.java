package dev.countersign.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Load by a number of callers that each call again as soon as they have their answer: how much
/// goes through, and what a call costs under pressure. Each calls at least once.
public record ClosedLoop(int callers, Duration duration) {

  public LoadResult on(Target target) throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + duration.toNanos();
    List<Future<Caller>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < this.callers; i++) {
        callers.add(threads.submit(() -> new Caller().callUntil(end, target)));
      }
    }
    return merged(callers, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static LoadResult merged(List<Future<Caller>> callers, Duration elapsed)
      throws InterruptedException {
    long failures = 0;
    List<long[]> parts = new ArrayList<>();
    for (Future<Caller> future : callers) {
      try {
        Caller caller = future.get();
        failures += caller.failures;
        parts.add(Arrays.copyOf(caller.nanos, caller.count));
      } catch (ExecutionException e) {
        throw new IllegalStateException("a caller broke off", e);
      }
    }
    return LoadResult.of(failures, elapsed, parts.stream().flatMapToLong(Arrays::stream).toArray());
  }

  private static final class Caller {
    private long[] nanos = new long[1 << 14];
    private int count;
    private long failures;

    Caller callUntil(long end, Target target) throws IOException {
      try (HttpConnection connection = new HttpConnection(target)) {
        do {
          call(connection);
        } while (System.nanoTime() < end);
      }
      return this;
    }

    private void call(HttpConnection connection) {
      long begin = System.nanoTime();
      try {
        if (connection.call() == 200) {
          add(System.nanoTime() - begin);
        } else {
          failures++;
        }
      } catch (IOException e) {
        failures++;
      }
    }

    private void add(long time) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = time;
    }
  }
}

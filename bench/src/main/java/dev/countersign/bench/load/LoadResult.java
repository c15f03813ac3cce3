package dev.countersign.bench.load;

import java.time.Duration;
import java.util.Arrays;

/// What a load said: how many calls got their 200, how many did not, and how long they took.
public record LoadResult(long calls, long failures, Duration elapsed, long[] sortedNanos) {

  static LoadResult of(long failures, Duration elapsed, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new LoadResult(sorted.length, failures, elapsed, sorted);
  }

  public double callsPerSecond() {
    return calls / (elapsed.toNanos() / 1e9);
  }

  /// The latency that the given share of calls stayed within, in milliseconds.
  public double percentile(double share) {
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int place = (int) Math.ceil(share * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, place)] / 1e6;
  }
}

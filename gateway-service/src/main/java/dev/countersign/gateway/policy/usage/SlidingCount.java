package dev.countersign.gateway.policy.usage;

import java.util.Arrays;

/// A sum over the last while, kept in slices. Not thread-safe.
///
/// The sum is never too low: the oldest slice counts whole until it is out of the window whole. So
/// no stretch of the window's length holds more than the sum ever said.
final class SlidingCount {
  private static final int SLICES = 12;

  private final long sliceMillis;
  private final long[] sums = new long[SLICES + 1];
  private long newest = Long.MIN_VALUE;
  private long total;

  SlidingCount(long windowMillis) {
    this.sliceMillis = Math.max(1, (windowMillis + SLICES - 1) / SLICES);
  }

  void add(long now, long amount) {
    advance(now);
    sums[place(newest)] += amount;
    total += amount;
  }

  /// Takes an amount back that was added at most a window ago; from the newest slices that hold it.
  void take(long now, long amount) {
    advance(now);
    long left = amount;
    for (int i = 0; i < sums.length && left > 0; i++) {
      int place = place(newest - i);
      long part = Math.min(left, sums[place]);
      sums[place] -= part;
      total -= part;
      left -= part;
    }
  }

  long sum(long now) {
    advance(now);
    return total;
  }

  /// Milliseconds until the sum is at most `allowed`.
  long untilAtMost(long now, long allowed) {
    advance(now);
    long left = total;
    for (int i = sums.length - 1; i >= 0; i--) {
      if (left <= allowed) {
        return i == sums.length - 1 ? 0 : end(newest - i - 1) - now;
      }
      left -= sums[place(newest - i)];
    }
    return end(newest) - now;
  }

  // When a slice has left the window whole.
  private long end(long slice) {
    return (slice + sums.length) * sliceMillis;
  }

  private int place(long slice) {
    return Math.floorMod(slice, sums.length);
  }

  // A clock that goes back stays in the newest slice.
  private void advance(long now) {
    long slice = Math.floorDiv(now, sliceMillis);
    if (newest == Long.MIN_VALUE) {
      newest = slice;
    }
    long steps = Math.min(slice - newest, sums.length);
    for (long i = 1; i <= steps; i++) {
      int place = place(newest + i);
      total -= sums[place];
      sums[place] = 0;
    }
    if (slice > newest) {
      if (slice - newest > sums.length) {
        Arrays.fill(sums, 0);
        total = 0;
      }
      newest = slice;
    }
  }
}

package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.drive.CallResult.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// The results of a drive so far. Thread-safe.
final class DriveStatistics {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<CallResult> results = new ArrayList<>();

  void add(CallResult result) {
    lock.lock();
    try {
      results.add(result);
    } finally {
      lock.unlock();
    }
  }

  List<CallResult> results() {
    lock.lock();
    try {
      return List.copyOf(results);
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return results.size();
    } finally {
      lock.unlock();
    }
  }

  Map<Kind, Long> byKind() {
    var counts = new EnumMap<Kind, Long>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, results().stream().filter(result -> result.kind() == kind).count());
    }
    return counts;
  }

  /// How often each reason was given, by name.
  Map<String, Long> reasons(Kind kind) {
    var counts = new TreeMap<String, Long>();
    results().stream()
        .filter(result -> result.kind() == kind)
        .forEach(result -> counts.merge(result.reason(), 1L, Long::sum));
    return counts;
  }

  /// The calls whose answer came through whole.
  Set<String> answered() {
    return results().stream()
        .filter(result -> result.kind() == Kind.PERMITTED)
        .map(CallResult::call)
        .collect(Collectors.toSet());
  }

  long masked() {
    return results().stream().filter(CallResult::masked).count();
  }

  long leaked() {
    return results().stream().mapToLong(CallResult::leaked).sum();
  }

  /// The time within which that part of the answered calls was answered, in milliseconds: the
  /// nearest-rank percentile. Zero where nothing was answered.
  double millis(double part) {
    long[] sorted =
        results().stream()
            .filter(result -> result.kind() != Kind.BROKEN)
            .mapToLong(CallResult::nanos)
            .toArray();
    if (sorted.length == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
  }
}

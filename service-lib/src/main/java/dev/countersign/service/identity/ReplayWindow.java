package dev.countersign.service.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Remembers what may be used once, for at least a given time, in this process only.
///
/// Memory is bounded: two generations of at most `atMost` names. When one is full, nothing more is
/// accepted until it is put away; forgetting early would let something be used twice. Thread-safe.
public final class ReplayWindow {
  private final ReentrantLock turning = new ReentrantLock();
  private final Duration time;
  private final int atMost;
  private final Clock clock;
  private volatile Generations generations;

  private record Generations(Set<String> young, Set<String> old, Instant begun) {}

  /// What using a name came to.
  public enum Use {
    FIRST,
    AGAIN,
    /// It cannot be known for how long the name would be remembered.
    FULL
  }

  public ReplayWindow(Duration time, int atMost, Clock clock) {
    this.time = time;
    this.atMost = atMost;
    this.clock = clock;
    this.generations = new Generations(fresh(), fresh(), clock.instant());
  }

  private static Set<String> fresh() {
    return ConcurrentHashMap.newKeySet();
  }

  /// Uses a name.
  public Use use(String name) {
    Generations now = turned();
    if (now.old().contains(name)) {
      return Use.AGAIN;
    }
    if (now.young().size() >= atMost) {
      return now.young().contains(name) ? Use.AGAIN : Use.FULL;
    }
    return now.young().add(name) ? Use.FIRST : Use.AGAIN;
  }

  private Generations turned() {
    Generations now = generations;
    if (clock.instant().isBefore(now.begun().plus(time))) {
      return now;
    }
    turning.lock();
    try {
      Instant instant = clock.instant();
      if (!instant.isBefore(generations.begun().plus(time))) {
        boolean isLongAgo = !instant.isBefore(generations.begun().plus(time.multipliedBy(2)));
        generations = new Generations(fresh(), isLongAgo ? fresh() : generations.young(), instant);
      }
      return generations;
    } finally {
      turning.unlock();
    }
  }
}

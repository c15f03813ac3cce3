package dev.countersign.gateway.policy.usage;

import dev.countersign.gateway.config.expression.PastUse;
import dev.countersign.gateway.config.rule.Quota;
import dev.countersign.gateway.policy.usage.UsageBook.Try;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one caller used of one function. Thread-safe.
final class UsageEntry {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final ReentrantLock lock = new ReentrantLock();
  private final SlidingCount lastMinute = new SlidingCount(MINUTE);
  private final SlidingCount lastHour = new SlidingCount(HOUR);
  private final SlidingCount volume = new SlidingCount(HOUR);
  private final Map<Scope, Windows> windows = new HashMap<>(0);
  private long uses;
  private volatile long lastUse;

  UsageEntry(long now) {
    this.lastUse = now;
  }

  /// A quota that was reloaded with the same name and time goes on where it was.
  private record Scope(String quota, Duration per) {}

  /// What a quota has counted.
  record Windows(SlidingCount calls, SlidingCount bytes) {}

  long lastUse() {
    return lastUse;
  }

  PastUse past(long now) {
    lock.lock();
    try {
      return PastUse.of(uses == 0, lastMinute.sum(now), lastHour.sum(now), volume.sum(now));
    } finally {
      lock.unlock();
    }
  }

  Try take(long now, List<Quota> quotas, long bytes, Clock clock) {
    lock.lock();
    try {
      for (Quota quota : quotas) {
        Try.Exceeded exceeded = exceeded(now, quota, windows(quota), bytes);
        if (exceeded != null) {
          return exceeded;
        }
      }
      List<Windows> counted = new ArrayList<>(quotas.size());
      quotas.forEach(quota -> counted.add(windows(quota)));
      uses++;
      lastUse = now;
      lastMinute.add(now, 1);
      lastHour.add(now, 1);
      counted.forEach(window -> window.calls().add(now, 1));
      addVolume(now, counted, bytes);
      return new Try.Taken(new Ticket(this, counted, clock, bytes));
    } finally {
      lock.unlock();
    }
  }

  private static Try.@Nullable Exceeded exceeded(
      long now, Quota quota, Windows counted, long bytes) {
    Integer calls = quota.calls();
    if (calls != null && counted.calls().sum(now) + 1 > calls) {
      return exceeded(quota, counted.calls().untilAtMost(now, calls - 1L));
    }
    Long most = quota.bytes();
    if (most != null && counted.bytes().sum(now) + bytes > most) {
      return exceeded(quota, counted.bytes().untilAtMost(now, Math.max(0, most - bytes)));
    }
    return null;
  }

  private static Try.Exceeded exceeded(Quota quota, long millis) {
    return new Try.Exceeded(
        quota.name(), Duration.ofSeconds(Math.max(1, Math.ceilDiv(millis, 1_000))));
  }

  private Windows windows(Quota quota) {
    long per = quota.per().toMillis();
    return windows.computeIfAbsent(
        new Scope(quota.name(), quota.per()),
        _ -> new Windows(new SlidingCount(per), new SlidingCount(per)));
  }

  void volume(long now, List<Windows> counted, long bytes) {
    lock.lock();
    try {
      addVolume(now, counted, bytes);
    } finally {
      lock.unlock();
    }
  }

  private void addVolume(long now, List<Windows> counted, long bytes) {
    volume.add(now, bytes);
    counted.forEach(window -> window.bytes().add(now, bytes));
  }

  void giveBack(long now, List<Windows> counted, long bytes) {
    lock.lock();
    try {
      uses--;
      lastMinute.take(now, 1);
      lastHour.take(now, 1);
      volume.take(now, bytes);
      for (Windows window : counted) {
        window.calls().take(now, 1);
        window.bytes().take(now, bytes);
      }
    } finally {
      lock.unlock();
    }
  }
}

package dev.countersign.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/// Breaks calls off when their time is over, also those whose upstream sends a byte now and then.
///
/// One thread watches all; what it runs must not block.
@Component
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("upstream-deadlines").factory());

  Deadlines() {
    watch.setRemoveOnCancelPolicy(true);
  }

  Deadline start(Duration time, Runnable breakOff) {
    AtomicBoolean over = new AtomicBoolean();
    Future<?> alarm =
        watch.schedule(
            () -> {
              over.set(true);
              breakOff.run();
            },
            time.toNanos(),
            TimeUnit.NANOSECONDS);
    return new Deadline(over, alarm);
  }

  /// The time of one call.
  record Deadline(AtomicBoolean over, Future<?> alarm) {
    boolean isOver() {
      return over.get();
    }

    void cancel() {
      alarm.cancel(false);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}

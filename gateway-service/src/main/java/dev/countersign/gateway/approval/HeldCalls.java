package dev.countersign.gateway.approval;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The calls that wait for people, found by approval. Thread-safe.
@Component
final class HeldCalls {
  private final Semaphore room;
  private final ConcurrentMap<String, List<Seat>> seats = new ConcurrentHashMap<>();

  HeldCalls(ApprovalSettings settings, MeterRegistry meters) {
    this.room = new Semaphore(settings.heldAtMost());
    Gauge.builder(
            "countersign.gateway.held",
            room,
            free -> settings.heldAtMost() - free.availablePermits())
        .description("Calls that wait for approval.")
        .register(meters);
  }

  /// Takes one of the limited places; false when there is none.
  boolean enter() {
    return room.tryAcquire();
  }

  void leave() {
    room.release();
  }

  /// Begins to listen for decisions about an approval; what comes from now on is not missed.
  Seat seat(String approval) {
    Seat seat = new Seat(approval);
    seats.compute(
        approval,
        (id, present) -> {
          List<Seat> all = present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(seat);
          return all;
        });
    return seat;
  }

  /// Tells all who wait for an approval that it changed.
  void wake(String approval, ApprovalState state) {
    seats.getOrDefault(approval, List.of()).forEach(seat -> seat.heard.offer(state));
  }

  /// One call's ear. For the thread that waits.
  final class Seat implements AutoCloseable {
    private final BlockingQueue<ApprovalState> heard = new LinkedBlockingQueue<>();
    private final String approval;

    private Seat(String approval) {
      this.approval = approval;
    }

    /// The next state that is told, or null when none is in time.
    @Nullable ApprovalState await(Duration time) {
      try {
        return heard.poll(time.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ApprovalUnavailableException("interrupted while waiting", e);
      }
    }

    @Override
    public void close() {
      seats.computeIfPresent(
          approval,
          (id, present) -> {
            present.remove(this);
            return present.isEmpty() ? null : present;
          });
    }
  }
}

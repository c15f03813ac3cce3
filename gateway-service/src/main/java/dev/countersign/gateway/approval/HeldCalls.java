package dev.countersign.gateway.approval;

import dev.countersign.gateway.approval.Approvals.Patience;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

  /// What came of waiting.
  sealed interface Heard {
    /// It was told that the approval has this state.
    record Decision(ApprovalState state) implements Heard {}

    /// The time is over.
    record Silence() implements Heard {}

    /// The caller is no longer there.
    record Gone() implements Heard {}
  }

  /// One call's ear. For the thread that waits.
  final class Seat implements AutoCloseable {
    // Made for one: a call waits for one decision, and ten thousand of them should be small.
    private final BlockingQueue<ApprovalState> heard = new ArrayBlockingQueue<>(4);
    private final String approval;

    private Seat(String approval) {
      this.approval = approval;
    }

    /// Waits until something is told, the time is over, or the caller has gone away.
    ///
    /// @param lookEvery how often to look for the caller
    Heard await(Patience patience, Duration lookEvery) {
      long end = System.nanoTime() + patience.time().toNanos();
      try {
        for (; ; ) {
          long left = end - System.nanoTime();
          ApprovalState state =
              heard.poll(Math.min(left, lookEvery.toNanos()), TimeUnit.NANOSECONDS);
          if (state != null) {
            return new Heard.Decision(state);
          }
          if (end - System.nanoTime() <= 0) {
            return new Heard.Silence();
          }
          if (patience.isGone().getAsBoolean()) {
            return new Heard.Gone();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ApprovalUnavailableException("interrupted while waiting", e);
      }
    }

    /// Whether nobody else here waits for the same approval.
    boolean isAlone() {
      return seats.getOrDefault(approval, List.of()).size() <= 1;
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

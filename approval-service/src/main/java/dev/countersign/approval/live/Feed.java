package dev.countersign.approval.live;

import dev.countersign.approval.live.EventLog.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Hands new events to everybody who listens: one virtual thread looks for them, whoever made them.
///
/// Bounded: so many listeners, each with so many events waiting. One that is further behind is
/// dropped and comes back with the last id it has seen. Thread-safe.
@Component
class Feed implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final int BATCH = 500;

  private final EventLog events;
  private final LiveSettings settings;
  private final Semaphore room;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread worker;

  Feed(EventLog events, LiveSettings settings) {
    this.events = events;
    this.settings = settings;
    this.room = new Semaphore(settings.listeners());
  }

  /// Begins to listen; empty where there is no room.
  Optional<Listener> listen() {
    if (!isRunning() || !room.tryAcquire()) {
      return Optional.empty();
    }
    Listener listener = new Listener();
    listeners.add(listener);
    return Optional.of(listener);
  }

  /// One who listens. For one thread.
  final class Listener implements AutoCloseable {
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(settings.behind());
    private volatile boolean ended;

    /// The next event; null where none came in this time.
    @Nullable Event next() throws InterruptedException {
      return waiting.poll(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether no more will come: too far behind, or the service ends.
    boolean isEnded() {
      return ended && waiting.isEmpty();
    }

    private void tell(Event event) {
      if (!ended && !waiting.offer(event)) {
        ended = true;
      }
    }

    @Override
    public void close() {
      if (listeners.remove(this)) {
        room.release();
      }
    }
  }

  private void work() {
    @Nullable Position place = null;
    while (isRunning()) {
      try {
        place = place == null || listeners.isEmpty() ? events.end() : tell(place);
      } catch (RuntimeException e) {
        LOG.warn("live lists wait: {}", e.getClass().getSimpleName());
      }
      LockSupport.parkNanos(settings.pollEvery().toNanos());
    }
  }

  private Position tell(Position place) {
    Position last = place;
    List<Event> batch;
    do {
      batch = events.after(last, BATCH);
      for (Event event : batch) {
        listeners.forEach(listener -> listener.tell(event));
        last = event.position();
      }
    } while (batch.size() == BATCH);
    return last;
  }

  @Override
  public void start() {
    Thread started = Thread.ofVirtual().name("live").unstarted(this::work);
    worker = started;
    started.start();
  }

  // Before the server stops: it waits for requests under way, and a stream is one.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void stop() {
    Thread running = worker;
    worker = null;
    listeners.forEach(listener -> listener.ended = true);
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }
}

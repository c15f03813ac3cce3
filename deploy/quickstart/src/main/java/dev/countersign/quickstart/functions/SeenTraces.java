package dev.countersign.quickstart.functions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The trace ids (W3C `traceparent`) of the latest calls that really arrived: what the evidence is
/// compared with, call by call. Thread-safe.
final class SeenTraces {
  private static final int MOST = 100_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> traces = new ArrayDeque<>();

  void saw(String traceparent) {
    String[] parts = traceparent.split("-", -1);
    if (parts.length < 4) {
      return;
    }
    lock.lock();
    try {
      if (traces.size() == MOST) {
        traces.removeFirst();
      }
      traces.addLast(parts[1]);
    } finally {
      lock.unlock();
    }
  }

  Answer show() {
    lock.lock();
    try {
      return Answer.json(200, Map.of("traces", List.copyOf(traces)));
    } finally {
      lock.unlock();
    }
  }
}

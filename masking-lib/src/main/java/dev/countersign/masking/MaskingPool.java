package dev.countersign.masking;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Workers for one kind of body and one set of rules that have nothing to do. Thread-safe, without
/// locks; at most [#MOST] are kept.
final class MaskingPool {

  /// As many bodies as are masked at once on a big machine, for masking never waits.
  static final int MOST = 64;

  private final AtomicReferenceArray<@Nullable MaskingWorker> idle =
      new AtomicReferenceArray<>(MOST);

  /// One that has been renewed, or null where none is idle.
  @Nullable MaskingWorker take() {
    for (int i = 0; i < MOST; i++) {
      if (idle.getPlain(i) != null) {
        MaskingWorker worker = idle.getAndSet(i, null);
        if (worker != null) {
          return worker;
        }
      }
    }
    return null;
  }

  /// Keeps a worker that has ended a body, if it can be used again and there is room.
  void give(MaskingWorker worker) {
    if (!worker.renew()) {
      return;
    }
    int i = 0;
    while (i < MOST && !idle.compareAndSet(i, null, worker)) {
      i++;
    }
  }
}

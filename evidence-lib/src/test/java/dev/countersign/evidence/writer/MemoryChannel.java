package dev.countersign.evidence.writer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A channel whose durability a test switches off and on.
final class MemoryChannel implements EvidenceChannel {
  final List<byte[]> durable;
  private final java.util.concurrent.atomic.AtomicBoolean up;
  private volatile boolean failed;

  MemoryChannel(List<byte[]> durable, java.util.concurrent.atomic.AtomicBoolean up) {
    this.durable = durable;
    this.up = up;
  }

  static List<byte[]> store() {
    return new CopyOnWriteArrayList<>();
  }

  @Override
  public CompletableFuture<Void> send(String writer, byte[] jws) {
    if (failed || !up.get()) {
      failed = true;
      return CompletableFuture.failedFuture(new IllegalStateException("store down"));
    }
    durable.add(jws);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    failed = true;
  }
}

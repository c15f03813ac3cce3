package dev.countersign.evidence.verify;

import dev.countersign.evidence.writer.EvidenceChannel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// A channel that breaks now and then, with or without having stored the record it was given last.
///
/// It keeps the contract of channels: after its first failure it stores nothing more.
final class FlakyChannel implements EvidenceChannel {
  private final List<byte[]> store;
  private final Random random;
  private volatile boolean broken;

  FlakyChannel(List<byte[]> store, Random random) {
    this.store = store;
    this.random = random;
  }

  @Override
  public CompletableFuture<Void> send(String writer, byte[] jws) {
    if (broken) {
      return CompletableFuture.failedFuture(new IllegalStateException("broken"));
    }
    int fate = random.nextInt(40);
    if (fate == 0) {
      broken = true;
      return CompletableFuture.failedFuture(new IllegalStateException("lost"));
    }
    store.add(jws);
    if (fate == 1) {
      broken = true;
      return CompletableFuture.failedFuture(new IllegalStateException("stored, never said"));
    }
    return fate < 20
        ? CompletableFuture.runAsync(Thread::yield)
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    broken = true;
  }
}

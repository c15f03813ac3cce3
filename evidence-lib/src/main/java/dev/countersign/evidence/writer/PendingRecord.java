package dev.countersign.evidence.writer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A signed record on its way to the log; not yet known to be durable. Thread-safe.
public final class PendingRecord {
  private final Epoch epoch;
  private final WrittenRecord written;
  private final CompletableFuture<Void> durable;
  private final Duration patience;

  PendingRecord(
      Epoch epoch, WrittenRecord written, CompletableFuture<Void> durable, Duration patience) {
    this.epoch = epoch;
    this.written = written;
    this.durable = durable;
    this.patience = patience;
  }

  /// What the record will be, if it becomes durable: good for preparing, not for promising.
  public WrittenRecord written() {
    return written;
  }

  /// Returns the record when it is durable.
  ///
  /// @throws EvidenceUnavailableException when it is not known to be; the epoch then ends
  public WrittenRecord await() {
    try {
      durable.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return written;
    } catch (ExecutionException | TimeoutException e) {
      epoch.end();
      throw new EvidenceUnavailableException("the record is not known to be durable", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvidenceUnavailableException("interrupted while the record became durable", e);
    }
  }
}

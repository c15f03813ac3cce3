package dev.countersign.evidence.writer;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One epoch of a chain: hands out sequence numbers, signs and sends, all in one order.
///
/// The lock covers numbering, signing and handing over, because the chain's order must be the order
/// on the channel; it is not held while a record becomes durable. After the first failure nothing
/// more is sent.
final class Epoch {
  private final ReentrantLock order = new ReentrantLock();
  private final AtomicReference<@Nullable ChainEnd> durable = new AtomicReference<>();
  private final String writer;
  private final long number;
  private final SigningKey key;
  private final EvidenceChannel channel;
  private final Clock clock;
  private long next;
  private Digest previous = Digest.ZERO;
  private volatile boolean over;

  Epoch(String writer, long number, SigningKey key, EvidenceChannel channel, Clock clock) {
    this.writer = writer;
    this.number = number;
    this.key = key;
    this.channel = channel;
    this.clock = clock;
  }

  /// Sends the next record.
  ///
  /// @param patience when its acknowledgement takes longer, the epoch ends
  PendingRecord send(RecordBody body, Duration patience) {
    order.lock();
    try {
      if (over) {
        throw new EvidenceUnavailableException("the epoch is over", null);
      }
      WrittenRecord written = sign(body);
      CompletableFuture<Void> sent = handOver(written);
      next++;
      previous = written.digest();
      return new PendingRecord(
          this, written, sent.whenComplete((done, failure) -> settle(written, failure)), patience);
    } finally {
      order.unlock();
    }
  }

  private CompletableFuture<Void> handOver(WrittenRecord written) {
    try {
      return channel.send(writer, written.jws());
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  private WrittenRecord sign(RecordBody body) {
    EvidenceRecord entry =
        EvidenceRecord.of(
            writer, number, next, previous, clock.instant().truncatedTo(ChronoUnit.MICROS), body);
    byte[] jws = Jws.sign(EvidenceRecord.JWS_TYPE, EvidenceJson.write(entry), key);
    if (jws.length >= EvidenceRecord.MAX_BYTES) {
      throw new IllegalArgumentException(
          "record length: %d (expected: < %d)".formatted(jws.length, EvidenceRecord.MAX_BYTES));
    }
    return new WrittenRecord(entry, jws, Digest.of(jws));
  }

  private void settle(WrittenRecord written, @Nullable Throwable failure) {
    if (failure != null) {
      end();
      return;
    }
    ChainEnd reached = new ChainEnd(number, written.record().seq(), written.digest());
    durable.accumulateAndGet(
        reached,
        (known, given) ->
            known == null || given != null && known.seq() < given.seq() ? given : known);
  }

  void end() {
    over = true;
    channel.close();
  }

  boolean isOver() {
    return over;
  }

  long number() {
    return number;
  }

  @Nullable ChainEnd durable() {
    return durable.get();
  }
}

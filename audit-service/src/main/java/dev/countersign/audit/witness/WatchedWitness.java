package dev.countersign.audit.witness;

import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.evidence.log.AddCheckpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One witness, what it cosigned last, and whether it answers. It is asked by one thread at a time.
final class WatchedWitness {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedWitness.class);

  private final WitnessClient client;
  private final CosignatureTable table;
  private final LogReader log;
  private final MeterRegistry meters;
  private final Clock clock;
  private final ReentrantLock busy = new ReentrantLock();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable Instant newest;

  WatchedWitness(
      WitnessClient client,
      CosignatureTable table,
      LogReader log,
      MeterRegistry meters,
      Clock clock) {
    this.client = client;
    this.table = table;
    this.log = log;
    this.meters = meters;
    this.clock = clock;
    Gauge.builder("countersign.audit.cosigned.age", this, WatchedWitness::age)
        .description("Age of the newest checkpoint that the witness cosigned.")
        .baseUnit("seconds")
        .tag("witness", client.key().name())
        .register(meters);
  }

  /// Gets a checkpoint cosigned, unless that or a newer one is, or the witness is still busy with
  /// another one when the time limit is over. Failures are counted and said once.
  void cosign(LogCheckpoint checkpoint) {
    try {
      if (busy.tryLock(client.within().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          cosignUnlessThere(checkpoint);
        } finally {
          busy.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fail(Reply.Reason.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private void cosignUnlessThere(LogCheckpoint checkpoint) {
    long known = known();
    if (known < checkpoint.size()) {
      keep(checkpoint, ask(checkpoint, known));
    }
  }

  private long known() {
    var cosigned = table.newest(client.key());
    cosigned.ifPresent(found -> newest = found.createdAt());
    return cosigned.map(CosignatureTable.Cosigned::size).orElse(0L);
  }

  /// Asks from the size that is thought to be the last, and where the witness names another, from
  /// that.
  private Reply ask(LogCheckpoint checkpoint, long known) {
    Reply first = client.ask(request(checkpoint, known));
    if (!(first instanceof Reply.OtherSize(long size))) {
      return first;
    }
    if (size > checkpoint.size()) {
      return ahead(checkpoint, size);
    }
    Reply second = client.ask(request(checkpoint, size));
    return second instanceof Reply.OtherSize(long other) ? ahead(checkpoint, other) : second;
  }

  private static Reply ahead(LogCheckpoint checkpoint, long size) {
    return new Reply.Failed(
        Reply.Reason.AHEAD,
        "it names size %d for the checkpoint of %d".formatted(size, checkpoint.size()));
  }

  private AddCheckpoint request(LogCheckpoint checkpoint, long from) {
    return AddCheckpoint.of(log.tree(checkpoint.size()).consistency(from), checkpoint.note());
  }

  private void keep(LogCheckpoint checkpoint, Reply reply) {
    switch (reply) {
      case Reply.Cosigned(var signature) -> {
        table.insert(checkpoint.size(), client.key(), signature, clock.instant());
        newest = checkpoint.createdAt();
        if (failing.getAndSet(false)) {
          LOG.info("witness {} cosigns again", client.key().name());
        }
      }
      case Reply.OtherSize(long size) -> fail(Reply.Reason.AHEAD, "size " + size);
      case Reply.Failed(var reason, String detail) -> fail(reason, detail);
    }
  }

  private void fail(Reply.Reason reason, String detail) {
    String label = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String name = client.key().name();
    meters
        .counter("countersign.audit.cosign.failures", "witness", name, "reason", label)
        .increment();
    if (!failing.getAndSet(true)) {
      LOG.warn("witness {} does not cosign ({}): {}", name, label, detail);
    }
  }

  private double age() {
    Instant known = newest;
    return known == null
        ? Double.POSITIVE_INFINITY
        : Duration.between(known, clock.instant()).toMillis() / 1000.0;
  }
}

package dev.countersign.audit.timestamp;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.bundle.BundleTimestamp;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.timestamp.MalformedTimestampException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Gets the newest checkpoint timestamped, now and then and for each export. Does nothing without a
/// configured authority.
///
/// What is signed is the SHA-256 of the checkpoint's text, without its signatures: the authority
/// learns nothing but that. Replicas keep from asking about what the other one has just had
/// timestamped. Failures are counted, said once, and delay nothing but an export, by the time limit
/// at most.
@Component
public class Timestamping implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Timestamping.class);

  private final Optional<TimestampClient> client;
  private final Duration every;
  private final Duration within;
  private final Checkpoints checkpoints;
  private final TimestampTable table;
  private final MeterRegistry meters;
  private final Clock clock;
  private final ReentrantLock busy = new ReentrantLock();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable Instant newest;

  Timestamping(
      AuditSettings settings,
      Checkpoints checkpoints,
      TimestampTable table,
      MeterRegistry meters,
      Clock clock) {
    AuditSettings.Timestamps own = settings.timestamps();
    URI url = own.url();
    this.client =
        url == null ? Optional.empty() : Optional.of(new TimestampClient(url, own.within()));
    this.every = own.every();
    this.within = own.within();
    this.checkpoints = checkpoints;
    this.table = table;
    this.meters = meters;
    this.clock = clock;
    if (client.isPresent()) {
      Gauge.builder("countersign.audit.timestamp.age", this, Timestamping::age)
          .description("Age of the newest timestamp of a checkpoint.")
          .baseUnit("seconds")
          .register(meters);
    }
  }

  @Scheduled(fixedDelayString = "${countersign.audit.timestamps.every:1h}")
  void newest() {
    if (client.isPresent() && isDue()) {
      checkpoints.newest().ifPresent(this::stamp);
    }
  }

  private boolean isDue() {
    var last = table.newest();
    last.ifPresent(stamped -> newest = stamped.at());
    // Less than the whole time: the turns of a scheduler are not so exact.
    Duration enough = every.multipliedBy(9).dividedBy(10);
    return last.filter(stamped -> stamped.at().isAfter(clock.instant().minus(enough))).isEmpty();
  }

  /// Gets a checkpoint timestamped, unless it or a newer one is, or the authority is still busy
  /// with another one when the time limit is over.
  public void stamp(LogCheckpoint checkpoint) {
    if (client.isEmpty()) {
      return;
    }
    try {
      if (busy.tryLock(within.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          stampUnlessThere(client.get(), checkpoint);
        } finally {
          busy.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stampUnlessThere(TimestampClient authority, LogCheckpoint checkpoint) {
    if (!table.has(checkpoint.size())) {
      stamp(authority, checkpoint);
    }
  }

  private void stamp(TimestampClient authority, LogCheckpoint checkpoint) {
    byte[] text = checkpoint.note().text().getBytes(StandardCharsets.UTF_8);
    try {
      var timestamp = authority.ask(Digest.of(text));
      table.insert(checkpoint.size(), timestamp);
      newest = timestamp.time();
      if (failing.getAndSet(false)) {
        LOG.info("the timestamp authority answers again");
      }
    } catch (MalformedTimestampException e) {
      fail("bad-timestamp", e);
    } catch (IOException e) {
      fail("unreachable", e);
    }
  }

  private void fail(String reason, Exception cause) {
    meters.counter("countersign.audit.timestamp.failures", "reason", reason).increment();
    if (!failing.getAndSet(true)) {
      LOG.warn("no timestamp ({}): {}", reason, cause.getMessage());
    }
  }

  /// The newest timestamps of checkpoints up to a size, in ascending size. What is stored is not
  /// believed: whoever gets one verifies it.
  public List<BundleTimestamp> upTo(long size, int most) {
    return table.upTo(size, most);
  }

  private double age() {
    Instant known = newest;
    return known == null
        ? Double.POSITIVE_INFINITY
        : Duration.between(known, clock.instant()).toMillis() / 1000.0;
  }

  @Override
  public void destroy() {
    client.ifPresent(TimestampClient::close);
  }
}

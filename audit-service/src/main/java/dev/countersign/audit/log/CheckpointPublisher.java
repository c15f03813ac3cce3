package dev.countersign.audit.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Publishes a checkpoint whenever there are new leaves, often enough that a record waits less than
/// a second. Its health is down while that does not succeed.
@Component
class CheckpointPublisher implements HealthIndicator {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);

  private final Checkpoints checkpoints;
  private final Clock clock;
  private final ReentrantLock busy = new ReentrantLock();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable LogCheckpoint newest;

  CheckpointPublisher(Checkpoints checkpoints, MeterRegistry meters, Clock clock) {
    this.checkpoints = checkpoints;
    this.clock = clock;
    Gauge.builder("countersign.audit.leaves", this, CheckpointPublisher::leaves)
        .description("Leaves under the newest checkpoint.")
        .register(meters);
    Gauge.builder("countersign.audit.checkpoint.age", this, CheckpointPublisher::age)
        .description("Age of the newest checkpoint.")
        .baseUnit("seconds")
        .register(meters);
  }

  @Scheduled(fixedRateString = "${countersign.audit.checkpoint-every:500ms}")
  void publish() {
    if (!busy.tryLock()) {
      return;
    }
    try {
      newest = checkpoints.advance();
      if (failing.getAndSet(false)) {
        LOG.info("checkpoints are published again");
      }
    } catch (RuntimeException e) {
      if (!failing.getAndSet(true)) {
        LOG.error("no checkpoint can be published: {}", e.getMessage());
      }
    } finally {
      busy.unlock();
    }
  }

  @Override
  public Health health() {
    return (failing.get() ? Health.down() : Health.up()).build();
  }

  private double leaves() {
    LogCheckpoint known = newest;
    return known == null ? 0 : known.size();
  }

  private double age() {
    LogCheckpoint known = newest;
    return known == null
        ? 0
        : Duration.between(known.createdAt(), clock.instant()).toMillis() / 1000.0;
  }
}

package dev.countersign.audit.ingest;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while a partition stands still: evidence is waiting, and somebody must look.
@Component("ingestHealthIndicator")
class IngestHealth implements HealthIndicator {
  private final StoppedPartitions stopped;

  IngestHealth(StoppedPartitions stopped) {
    this.stopped = stopped;
  }

  @Override
  public Health health() {
    int count = stopped.all().size();
    return (count == 0 ? Health.up() : Health.down()).withDetail("stopped", count).build();
  }
}

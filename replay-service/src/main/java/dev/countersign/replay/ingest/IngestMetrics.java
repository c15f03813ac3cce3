package dev.countersign.replay.ingest;

import dev.countersign.replay.recording.StoreOutcome.Stored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts what came from the recordings topic, as `countersign.replay.frames` by `result`.
@Component
class IngestMetrics {
  private final Counter fresh;
  private final Counter repeated;
  private final Counter conflicting;
  private final Counter malformed;

  IngestMetrics(MeterRegistry registry) {
    this.fresh = counter(registry, "stored");
    this.repeated = counter(registry, "repeated");
    this.conflicting = counter(registry, "conflicting");
    this.malformed = counter(registry, "malformed");
  }

  void count(Stored stored) {
    fresh.increment(stored.fresh());
    repeated.increment(stored.repeated());
  }

  void countConflict() {
    conflicting.increment();
  }

  void countMalformed() {
    malformed.increment();
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("countersign.replay.frames")
        .description("Frames taken from the recordings topic")
        .tag("result", result)
        .register(registry);
  }
}

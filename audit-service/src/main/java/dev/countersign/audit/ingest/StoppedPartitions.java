package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The partitions of this process that stand still at a message which does not verify. Thread-safe.
@Component
public class StoppedPartitions {
  private final Map<Integer, Stopped> stopped = new ConcurrentHashMap<>();
  private final Clock clock;

  StoppedPartitions(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    Gauge.builder("countersign.audit.stopped.partitions", stopped, Map::size)
        .description("Partitions that stand still at a message which does not verify.")
        .register(meters);
  }

  /// A partition that stands still.
  ///
  /// @param kind the alarm that stopped it
  /// @param since when it was first stopped there
  public record Stopped(int partition, long offset, String kind, String detail, Instant since) {}

  public List<Stopped> all() {
    return stopped.values().stream().sorted(Comparator.comparingInt(Stopped::partition)).toList();
  }

  void stop(int partition, long offset, Alarm alarm) {
    Stopped fresh =
        new Stopped(partition, offset, alarm.kind().wireName(), alarm.detail(), clock.instant());
    stopped.merge(partition, fresh, (old, now) -> old.offset() == now.offset() ? old : now);
  }

  /// Forgets those that moved on, or that another process has now.
  void moved(Collection<Integer> partitions) {
    Objects.requireNonNull(partitions).forEach(stopped::remove);
  }
}

package dev.countersign.gateway.enforcement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/// Counts and times calls, and writes one line a call to the log: names and durations, never data.
@Component
class CallMeters {
  private static final Logger LOG = LoggerFactory.getLogger("dev.countersign.gateway.calls");

  private final MeterRegistry registry;
  private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);
  private final Map<String, Counter> endings = new ConcurrentHashMap<>();

  /// The parts of a call's time.
  enum Stage {
    /// From the first line to the policy's decision.
    DECISION,
    /// Until the intent is durable, any wait for people included.
    INTENT,
    /// Until the upstream's answer begins.
    UPSTREAM,
    /// Until the answer is complete, its outcome being durable.
    OUTCOME
  }

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Stage stage : Stage.values()) {
      timers.put(
          stage,
          Timer.builder("countersign.gateway.stage")
              .description("Time a call spends in each part of its path.")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /// A call has passed a stage.
  void passed(Passage passage, Stage stage) {
    Timer timer = timers.get(stage);
    if (timer != null) {
      timer.record(passage.lap(), TimeUnit.NANOSECONDS);
    }
  }

  void ended(Passage passage) {
    String ending = passage.ending();
    endings.computeIfAbsent(ending, this::counter).increment();
    LoggingEventBuilder line = "completed".equals(ending) ? LOG.atDebug() : LOG.atInfo();
    line = line.addKeyValue("call", passage.id).addKeyValue("ending", ending);
    line = with(line, "trace.id", passage.wishes.trace());
    line = with(line, "connection", passage.aim().connection());
    line = with(line, "function", passage.aim().function());
    line.addKeyValue("micros", passage.age().toNanos() / 1000).log("call");
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String name, @Nullable String value) {
    return value == null ? line : line.addKeyValue(name, value);
  }

  private Counter counter(String ending) {
    return Counter.builder("countersign.gateway.calls")
        .description("Calls by how they ended: completed, pending, or a problem's name.")
        .tag("ending", ending)
        .register(registry);
  }
}

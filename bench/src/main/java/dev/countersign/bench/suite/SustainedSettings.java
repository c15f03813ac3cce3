package dev.countersign.bench.suite;

import dev.countersign.bench.Arguments;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/// Which suite is loaded and how.
record SustainedSettings(
    int gatewayPort,
    int auditPort,
    int replayPort,
    String path,
    String token,
    int callers,
    Duration warmUp,
    Duration duration) {
  private static final Set<String> NAMES =
      Set.of("gateway", "audit", "replay", "path", "callers", "warmup", "duration");

  static SustainedSettings of(String... arguments) {
    Arguments given = Arguments.of(NAMES, arguments);
    return new SustainedSettings(
        given.number("gateway", 8080),
        given.number("audit", 8083),
        given.number("replay", 8084),
        given.text("path", "/payments/customers?limit=20"),
        Objects.requireNonNull(
            System.getenv("BENCH_TOKEN"), "BENCH_TOKEN: missing (expected: a caller's token)"),
        given.number("callers", 32),
        given.seconds("warmup", 30),
        given.seconds("duration", 60));
  }
}

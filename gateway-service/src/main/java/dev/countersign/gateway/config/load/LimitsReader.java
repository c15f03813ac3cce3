package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.yaml.Section;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/// Reads the limits of one connection.
final class LimitsReader {
  private static final Set<String> KEYS =
      Set.of("request-body", "response-body", "judged-body", "connect-timeout", "timeout");
  private static final DataSize MAX_REQUEST = DataSize.ofMegabytes(16);
  private static final DataSize MAX_RESPONSE = DataSize.ofGigabytes(16);
  private static final DataSize MAX_JUDGED = DataSize.ofMegabytes(4);
  private static final Duration MIN = Duration.ofMillis(10);

  private LimitsReader() {}

  static ConnectionLimits read(Section connection) {
    return connection
        .section("limits", "the limits", KEYS)
        .map(LimitsReader::limits)
        .orElse(ConnectionLimits.DEFAULT);
  }

  private static ConnectionLimits limits(Section section) {
    ConnectionLimits defaults = ConnectionLimits.DEFAULT;
    return new ConnectionLimits(
        section
            .text("request-body", "a size up to 16MB", text -> Quantities.size(text, MAX_REQUEST))
            .orElse(defaults.requestBody()),
        section
            .text("response-body", "a size up to 16GB", text -> Quantities.size(text, MAX_RESPONSE))
            .orElse(defaults.responseBody()),
        section
            .text("judged-body", "a size up to 4MB", text -> Quantities.size(text, MAX_JUDGED))
            .orElse(defaults.judgedBody()),
        duration(section, "connect-timeout", Duration.ofMinutes(1), "10ms to 1m")
            .orElse(defaults.connectTimeout()),
        duration(section, "timeout", Duration.ofHours(1), "10ms to 1h").orElse(defaults.timeout()));
  }

  private static Optional<Duration> duration(
      Section section, String key, Duration max, String range) {
    return section.text(
        key, "a duration from " + range, text -> Quantities.duration(text, MIN, max));
  }
}

package dev.countersign.gateway.config;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// How much and how long a call to this connection may take.
///
/// @param requestBody a longer body is refused before it is read whole
/// @param responseBody a longer answer is broken off
/// @param judgedBody how much of an answer is held back to be judged whole by guardrails
/// @param connectTimeout until the upstream's socket is open
/// @param timeout for the whole exchange with the upstream
public record ConnectionLimits(
    DataSize requestBody,
    DataSize responseBody,
    DataSize judgedBody,
    Duration connectTimeout,
    Duration timeout) {
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          DataSize.ofMegabytes(1),
          DataSize.ofMegabytes(64),
          DataSize.ofKilobytes(256),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));
}

package dev.countersign.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// The replicas' clock: the true time, or so much before it.
public final class MovableClock extends Clock {
  private static final AtomicReference<Duration> BEHIND = new AtomicReference<>(Duration.ZERO);

  /// Puts the replicas' clock into the past.
  public static void toDaysAgo(long days) {
    BEHIND.set(Duration.ofDays(days));
  }

  public static void toNow() {
    BEHIND.set(Duration.ZERO);
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().minus(BEHIND.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @TestConfiguration
  static class Configuration {
    @Bean
    Clock clock() {
      return new MovableClock();
    }
  }
}

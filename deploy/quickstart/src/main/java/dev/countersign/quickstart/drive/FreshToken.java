package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.login.AccessToken;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// A token that is replaced before it expires. Thread-safe.
final class FreshToken {
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /// Gets a new token.
  @FunctionalInterface
  interface Source {
    AccessToken get() throws IOException, InterruptedException;
  }

  private final Source source;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private AccessToken current;

  FreshToken(Source source, Clock clock) throws IOException, InterruptedException {
    this.source = source;
    this.clock = clock;
    this.current = source.get();
  }

  String reveal() throws IOException, InterruptedException {
    lock.lock();
    try {
      if (current.expiresAt().minus(AHEAD).isBefore(clock.instant())) {
        current = source.get();
      }
      return current.reveal();
    } finally {
      lock.unlock();
    }
  }
}

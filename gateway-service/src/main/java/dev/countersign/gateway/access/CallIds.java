package dev.countersign.gateway.access;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Makes call ids that grow within this process, also when the clock stands still or steps back.
///
/// 48 bits of milliseconds and a 12 bit counter (RFC 9562 §6.2, method 1) followed by 62 random
/// bits. More than 4,096 ids in one millisecond borrow from the next one. Safe for use by many
/// threads at once; never blocks.
public final class CallIds {
  private static final int COUNTER_BITS = 12;
  private static final int COUNTER_START_BITS = 11;
  private static final long RANDOM_MASK = (1L << 62) - 1;
  private static final long VARIANT = 1L << 63;
  private static final long VERSION = 7L << 12;

  private final Clock clock;
  private final RandomGenerator random;
  private final AtomicLong last = new AtomicLong();

  /// @param random a cryptographically strong source: the id must not be guessable
  public CallIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public CallId next() {
    long bits = random.nextLong();
    long start = bits >>> (Long.SIZE - COUNTER_START_BITS);
    long candidate = (clock.millis() << COUNTER_BITS) | start;
    long tick = last.updateAndGet(previous -> Math.max(candidate, previous + 1));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1L << COUNTER_BITS) - 1);
    long low = VARIANT | (random.nextLong() & RANDOM_MASK);
    return new CallId(new UUID((millis << 16) | VERSION | counter, low));
  }
}

package dev.countersign.bench.ingest;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of calls that grow with time, as a gateway makes them (UUID version 7): their order decides
/// which pages of an index are touched. Safe for use by many threads.
final class GrowingIds {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 7L << COUNTER_BITS;
  private static final long VARIANT = 1L << 63;

  private final AtomicLong last = new AtomicLong();

  String next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long tick = last.updateAndGet(before -> Math.max(now, before + 1));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1L << COUNTER_BITS) - 1);
    long random = ThreadLocalRandom.current().nextLong() >>> 2;
    return new UUID(millis << 16 | VERSION | counter, VARIANT | random).toString();
  }
}

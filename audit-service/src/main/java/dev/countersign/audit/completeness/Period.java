package dev.countersign.audit.completeness;

import dev.countersign.audit.reading.Parameters;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which part of the log is asked about, by time of integration.
///
/// @param from inclusive; absent: from the log's beginning
/// @param to exclusive; absent: to the newest checkpoint
record Period(@Nullable Instant from, @Nullable Instant to) {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  Period {
    if (from != null && to != null && !from.isBefore(to)) {
      throw Parameters.refused("to", "a time after from");
    }
  }

  boolean isEverything() {
    return from == null && to == null;
  }

  Timestamp begin() {
    return Timestamp.from(from == null ? Instant.EPOCH : from);
  }

  Timestamp end() {
    return Timestamp.from(to == null ? LAST : to);
  }
}

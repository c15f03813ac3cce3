package dev.countersign.audit.retention;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// The records of one retention class that were integrated in one month (UTC).
record Partition(String retention, YearMonth month) {
  Instant from() {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The end, exclusive.
  Instant to() {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

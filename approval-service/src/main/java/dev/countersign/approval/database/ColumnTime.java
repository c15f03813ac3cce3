package dev.countersign.approval.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Moments as a `timestamptz` column keeps them: UTC, microseconds.
public final class ColumnTime {
  private ColumnTime() {}

  /// The moment without what the column would round: it is read back as it was written.
  public static OffsetDateTime of(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}

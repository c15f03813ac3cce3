package dev.countersign.audit.completeness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an epoch's opening says of the end of the one before, and whether the log agrees.
enum PreviousEnd {
  /// It is the writer's first epoch in the log, and names none.
  FIRST,
  /// It names a record that is in the log.
  PRESENT,
  /// It names a record that is not in the log: records were lost.
  MISSING,
  /// It names none although there is an epoch before it.
  UNNAMED;

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.countersign.audit.completeness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How an epoch stands, at the checkpoint.
enum EpochState {
  /// More is expected of it.
  OPEN,
  /// Its writer said that it ends.
  CLOSED,
  /// It was not closed, and its writer has begun a newer one.
  SUCCEEDED;

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

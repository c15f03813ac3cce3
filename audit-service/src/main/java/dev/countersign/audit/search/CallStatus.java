package dev.countersign.audit.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a call stands, out of its records.
enum CallStatus {
  /// Let through, and no outcome is in the log.
  OPEN,
  COMPLETED,
  FAILED,
  ABORTED,
  /// Let through, and nobody knows how it ended.
  UNKNOWN,
  /// Not let through.
  REFUSED,
  /// Waiting for approval: there is a request for it and nothing else.
  HELD;

  static Optional<CallStatus> parse(String name) {
    return Arrays.stream(values()).filter(status -> status.wireName().equals(name)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.countersign.approval.notification;

import java.util.Locale;

/// Why people are told.
enum Occasion {
  /// People are asked.
  REQUESTED,
  /// People, or a clock, have decided.
  DECIDED,
  /// An approval was taken back.
  REVOKED,
  /// Somebody broke the glass.
  GLASS,
  /// Nobody reviewed a broken glass in time.
  OVERDUE;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.countersign.gateway.policy;

import java.util.Locale;
import java.util.Optional;

/// How much a call can harm, as the operator's expression says.
public enum Risk {
  LOW,
  MEDIUM,
  HIGH;

  static Optional<Risk> named(String text) {
    return switch (text) {
      case "low" -> Optional.of(LOW);
      case "medium" -> Optional.of(MEDIUM);
      case "high" -> Optional.of(HIGH);
      default -> Optional.empty();
    };
  }

  /// The written form in records and expressions: `low`, `medium`, `high`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

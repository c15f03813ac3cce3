package dev.countersign.gateway.policy;

import java.util.Locale;
import java.util.Optional;

/// How much a call can harm, as the operator's expression says.
///
/// A number stands for a level: below 40 low, below 70 medium, up to 100 high.
public enum Risk {
  LOW,
  MEDIUM,
  HIGH;

  private static final double MEDIUM_FROM = 40;
  private static final double HIGH_FROM = 70;
  private static final double MAX = 100;

  /// Reads what an expression yielded; empty where it is no level.
  static Optional<Risk> of(Object value) {
    return switch (value) {
      case String text -> named(text);
      case Number number -> scored(number.doubleValue());
      default -> Optional.empty();
    };
  }

  private static Optional<Risk> named(String text) {
    return switch (text) {
      case "low" -> Optional.of(LOW);
      case "medium" -> Optional.of(MEDIUM);
      case "high" -> Optional.of(HIGH);
      default -> Optional.empty();
    };
  }

  private static Optional<Risk> scored(double score) {
    if (!(score >= 0 && score <= MAX)) {
      return Optional.empty();
    }
    return Optional.of(score < MEDIUM_FROM ? LOW : score < HIGH_FROM ? MEDIUM : HIGH);
  }

  /// The written form in records and expressions: `low`, `medium`, `high`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

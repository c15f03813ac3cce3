package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.rule.RiskRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much a call can harm: a level, and the number behind it where there is one.
record RiskScore(Risk level, @Nullable Double number) {
  static final RiskScore LOW = new RiskScore(Risk.LOW, null);

  /// Reads what a rule's expression yielded; empty where it is no level.
  static Optional<RiskScore> of(RiskRule rule, Object value) {
    return switch (value) {
      case String text -> Risk.named(text).map(level -> new RiskScore(level, null));
      case Number number -> of(rule, number.doubleValue());
      default -> Optional.empty();
    };
  }

  private static Optional<RiskScore> of(RiskRule rule, double score) {
    if (!(score >= 0 && score <= RiskRule.MAX)) {
      return Optional.empty();
    }
    Risk level =
        score < rule.mediumFrom() ? Risk.LOW : score < rule.highFrom() ? Risk.MEDIUM : Risk.HIGH;
    return Optional.of(new RiskScore(level, score));
  }

  /// Whether the score has reached a threshold; a word stands for the number where its level
  /// begins.
  boolean isFrom(@Nullable Double threshold, RiskRule rule) {
    return threshold != null && weight(rule) >= threshold;
  }

  private double weight(RiskRule rule) {
    Double known = number;
    if (known != null) {
      return known;
    }
    return switch (level) {
      case LOW -> 0;
      case MEDIUM -> rule.mediumFrom();
      case HIGH -> rule.highFrom();
    };
  }
}

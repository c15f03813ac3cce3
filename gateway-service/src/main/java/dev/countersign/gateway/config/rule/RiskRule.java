package dev.countersign.gateway.config.rule;

import dev.countersign.gateway.config.expression.Expression;
import org.jspecify.annotations.Nullable;

/// Tells how much a call can harm, and what follows from it.
///
/// @param score yields `'low'`, `'medium'`, `'high'` or a number from 0 to 100
/// @param mediumFrom numbers below are low
/// @param highFrom numbers from here on are high
/// @param approveFrom numbers from here on need approval; null: that is for the approvals to say
/// @param denyFrom numbers from here on are refused; null: none is
/// @param approval the name of the approval that such numbers need
public record RiskRule(
    Expression score,
    double mediumFrom,
    double highFrom,
    @Nullable Double approveFrom,
    @Nullable Double denyFrom,
    @Nullable String approval) {
  public static final double MAX = 100;
  public static final double MEDIUM_FROM = 40;
  public static final double HIGH_FROM = 70;

  /// A score with the usual levels and no further consequence.
  public static RiskRule of(Expression score) {
    return new RiskRule(score, MEDIUM_FROM, HIGH_FROM, null, null, null);
  }
}

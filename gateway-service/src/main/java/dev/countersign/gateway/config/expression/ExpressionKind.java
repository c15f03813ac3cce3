package dev.countersign.gateway.config.expression;

import dev.cel.common.types.CelKind;
import java.util.EnumSet;
import java.util.Set;

/// What an expression is for: which variables it may use and what it must yield.
public enum ExpressionKind {
  /// True or false, before the risk is known.
  GUARDRAIL("true or false", false, EnumSet.of(CelKind.BOOL, CelKind.DYN)),
  /// `'low'`, `'medium'`, `'high'`, or a number from 0 to 100.
  RISK(
      "'low', 'medium', 'high' or a number from 0 to 100",
      false,
      EnumSet.of(CelKind.STRING, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DYN)),
  /// True or false, with `risk` known.
  APPROVAL("true or false", true, EnumSet.of(CelKind.BOOL, CelKind.DYN));

  private final String yields;
  private final boolean knowsRisk;
  private final Set<CelKind> resultKinds;

  ExpressionKind(String yields, boolean knowsRisk, Set<CelKind> resultKinds) {
    this.yields = yields;
    this.knowsRisk = knowsRisk;
    this.resultKinds = Set.copyOf(resultKinds);
  }

  String yields() {
    return yields;
  }

  boolean knowsRisk() {
    return knowsRisk;
  }

  boolean mayYield(CelKind kind) {
    return resultKinds.contains(kind);
  }

  boolean accepts(Object value) {
    return this == RISK
        ? value instanceof String || value instanceof Number
        : value instanceof Boolean;
  }
}

package dev.countersign.gateway.config.expression;

import dev.cel.common.types.CelKind;
import java.util.EnumSet;
import java.util.Set;

/// What an expression is for: which variables it may use and what it must yield.
public enum ExpressionKind {
  /// True or false: whether a grant holds.
  GRANT(Variables.CALL, Yield.CONDITION),
  /// True or false, before the risk is known.
  GUARDRAIL(Variables.CALL, Yield.CONDITION),
  /// True or false, with the answer known.
  RESPONSE(Variables.ANSWERED, Yield.CONDITION),
  /// `'low'`, `'medium'`, `'high'`, or a number from 0 to 100.
  RISK(Variables.CALL, Yield.SCORE),
  /// True or false, with `risk` known.
  APPROVAL(Variables.WITH_RISK, Yield.CONDITION);

  /// What is known when an expression is asked.
  enum Variables {
    CALL,
    WITH_RISK,
    ANSWERED
  }

  private enum Yield {
    CONDITION("true or false", EnumSet.of(CelKind.BOOL, CelKind.DYN)),
    SCORE(
        "'low', 'medium', 'high' or a number from 0 to 100",
        EnumSet.of(CelKind.STRING, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DYN));

    private final String words;
    private final Set<CelKind> kinds;

    Yield(String words, Set<CelKind> kinds) {
      this.words = words;
      this.kinds = Set.copyOf(kinds);
    }
  }

  private final Variables variables;
  private final Yield yield;

  ExpressionKind(Variables variables, Yield yield) {
    this.variables = variables;
    this.yield = yield;
  }

  String yields() {
    return yield.words;
  }

  Variables variables() {
    return variables;
  }

  boolean mayYield(CelKind kind) {
    return yield.kinds.contains(kind);
  }

  boolean accepts(Object value) {
    return yield == Yield.SCORE
        ? value instanceof String || value instanceof Number
        : value instanceof Boolean;
  }
}

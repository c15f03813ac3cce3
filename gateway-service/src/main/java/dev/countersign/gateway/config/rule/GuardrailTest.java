package dev.countersign.gateway.config.rule;

import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.expression.Evaluation;
import dev.countersign.gateway.config.expression.Expression;

/// Looks at a call, or at its answer. Thread-safe; never throws.
@FunctionalInterface
public interface GuardrailTest {
  Finding test(CallVariables call);

  /// Fires when a condition is true, and fails when it cannot be evaluated.
  static GuardrailTest of(Expression condition) {
    return call ->
        switch (condition.evaluate(call)) {
          case Evaluation.Value(Boolean fires) -> fires ? new Finding.Fired("") : Finding.CLEAR;
          case Evaluation.Value _ -> new Finding.Failed("not-a-condition");
          case Evaluation.Failed(String cause) -> new Finding.Failed(cause);
        };
  }
}

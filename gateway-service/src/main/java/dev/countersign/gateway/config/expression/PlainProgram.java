package dev.countersign.gateway.config.expression;

import dev.countersign.gateway.config.expression.Step.Run;
import dev.countersign.gateway.config.expression.Step.Unclear;
import dev.countersign.gateway.config.expression.TextBudget.TextBudgetExceeded;
import org.jspecify.annotations.Nullable;

/// An expression of the plain part of CEL, evaluated without the engine. Immutable.
///
/// What it yields the engine yields too. It knows no errors: wherever something is missing, of
/// another type, too large or too much, it yields nothing, and the engine is asked. So it takes
/// away time, and never decides what an expression means where that could be in doubt.
final class PlainProgram {
  private final Step root;
  private final int slots;

  PlainProgram(Step root, int slots) {
    this.root = root;
    this.slots = slots;
  }

  /// The value over one call; null where the engine must be asked.
  @Nullable Object evaluate(CallVariables variables) {
    try {
      return root.value(new Run(variables, slots));
    } catch (Unclear | TextBudgetExceeded _) {
      return null;
    }
  }
}

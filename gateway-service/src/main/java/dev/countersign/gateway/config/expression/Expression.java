package dev.countersign.gateway.config.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.countersign.gateway.config.expression.TextBudget.TextBudgetExceeded;
import java.util.Locale;

/// A compiled CEL expression. Immutable; evaluated by any number of threads at once.
///
/// Evaluation has no side effects and ends: no recursion, a bounded number of loop steps, regular
/// expressions in linear time, a bounded amount of text.
public final class Expression {
  private final String text;
  private final ExpressionKind kind;
  private final CelRuntime.Program program;

  Expression(String text, ExpressionKind kind, CelRuntime.Program program) {
    this.text = text;
    this.kind = kind;
    this.program = program;
  }

  /// Evaluates over one call; never throws.
  public Evaluation evaluate(CallVariables variables) {
    TextBudget.renew();
    try {
      Object value = program.eval(variables::find);
      return kind.accepts(value)
          ? new Evaluation.Value(value)
          : new Evaluation.Failed("not-" + kind.name().toLowerCase(Locale.ROOT) + "-value");
    } catch (CelEvaluationException e) {
      return new Evaluation.Failed(
          e.getCause() instanceof TextBudgetExceeded ? "text-budget-exceeded" : cause(e));
    } catch (RuntimeException e) {
      return new Evaluation.Failed(e.getClass().getSimpleName());
    }
  }

  /// The code alone: messages of the engine may repeat arguments.
  private static String cause(CelEvaluationException e) {
    return e.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The expression as the operator wrote it.
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}

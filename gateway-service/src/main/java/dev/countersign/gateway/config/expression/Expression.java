package dev.countersign.gateway.config.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.countersign.gateway.config.expression.TextBudget.TextBudgetExceeded;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A compiled CEL expression. Immutable; evaluated by any number of threads at once.
///
/// Evaluation has no side effects and ends: no recursion, a bounded number of loop steps, regular
/// expressions in linear time, a bounded amount of text.
public final class Expression {
  private final String text;
  private final ExpressionKind kind;
  private final CelRuntime.Program program;
  private final @Nullable PlainProgram plain;

  Expression(
      String text, ExpressionKind kind, CelRuntime.Program program, @Nullable PlainProgram plain) {
    this.text = text;
    this.kind = kind;
    this.program = program;
    this.plain = plain;
  }

  /// Evaluates over one call; never throws.
  public Evaluation evaluate(CallVariables variables) {
    Object value = evaluatePlainly(variables);
    return value == null ? evaluateByEngine(variables) : accepted(value);
  }

  /// The value where it can be had without the engine, else null.
  @Nullable Object evaluatePlainly(CallVariables variables) {
    TextBudget.renew();
    return plain == null ? null : plain.evaluate(variables);
  }

  /// What CEL's own runtime says, which is what an expression means.
  Evaluation evaluateByEngine(CallVariables variables) {
    TextBudget.renew();
    try {
      return accepted(program.eval(variables::find));
    } catch (CelEvaluationException e) {
      return new Evaluation.Failed(
          e.getCause() instanceof TextBudgetExceeded ? "text-budget-exceeded" : cause(e));
    } catch (RuntimeException e) {
      return new Evaluation.Failed(e.getClass().getSimpleName());
    }
  }

  private Evaluation accepted(Object value) {
    return kind.accepts(value)
        ? new Evaluation.Value(value)
        : new Evaluation.Failed("not-" + kind.name().toLowerCase(Locale.ROOT) + "-value");
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

package dev.countersign.gateway.config.expression;

/// What came of evaluating an expression.
public sealed interface Evaluation {
  /// A value of a type that was expected.
  record Value(Object value) implements Evaluation {}

  /// No usable value; whoever asked must refuse.
  ///
  /// @param cause a word for the operator that repeats no argument, for example
  ///   `attribute-not-found`
  record Failed(String cause) implements Evaluation {}
}

package dev.countersign.evidence.verify;

/// How much a finding weighs.
public enum Severity {
  /// Worth knowing, and in order.
  NOTE,
  /// Not explained by the evidence, but no sign that it was changed.
  WARNING,
  /// The evidence does not hold.
  FAILURE
}

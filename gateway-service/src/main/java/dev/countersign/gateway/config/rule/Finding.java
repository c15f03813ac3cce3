package dev.countersign.gateway.config.rule;

/// What a guardrail's test came to.
public sealed interface Finding {
  Finding CLEAR = new Clear();

  /// Nothing to object to.
  record Clear() implements Finding {}

  /// It fires.
  ///
  /// @param what a word for the record that repeats no argument, for example `drop`; may be empty
  record Fired(String what) implements Finding {}

  /// It cannot be told; whoever asked must refuse.
  ///
  /// @param cause a word for the record that repeats no argument
  record Failed(String cause) implements Finding {}
}

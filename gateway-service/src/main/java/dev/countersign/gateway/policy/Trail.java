package dev.countersign.gateway.policy;

/// Hears of every rule that is asked, in order, and what it said.
@FunctionalInterface
public interface Trail {
  Trail NONE = (rule, outcome) -> {};

  /// @param rule for example `guardrail:no-drop`
  /// @param outcome a few words that repeat no argument
  void asked(String rule, String outcome);
}

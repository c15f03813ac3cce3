package dev.countersign.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a decision rests on, for the record.
///
/// @param policy digest of the configuration that judged
/// @param rules those that fired, in the order they were asked: `grant:…`, `guardrail:…`, `risk:…`,
///   `approval:…`; a rule that could not be evaluated ends in `!` and the cause
/// @param risk absent when the call was denied before its risk was asked
public record DecisionFacts(String policy, List<String> rules, @Nullable Risk risk) {
  public DecisionFacts {
    rules = List.copyOf(rules);
  }

  /// The same facts and one rule more; an empty citation is none.
  public DecisionFacts and(String rule) {
    if (rule.isEmpty()) {
      return this;
    }
    List<String> more = new ArrayList<>(rules);
    more.add(rule);
    return new DecisionFacts(policy, more, risk);
  }
}

package dev.countersign.gateway.policy.authzen;

import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.Question;

/// Asks somebody else whether a call that the policy lets go on may go on. Thread-safe.
@FunctionalInterface
public interface SecondOpinion {
  /// Nobody else is asked.
  SecondOpinion NONE = (question, facts) -> new Opinion.Agrees("");

  Opinion ask(Question question, DecisionFacts facts);

  /// What they say.
  sealed interface Opinion {
    /// How the record cites it; empty where nobody was asked.
    String citation();

    record Agrees(String citation) implements Opinion {}

    /// A no, or no usable answer in time, which is the same.
    record Objects(String citation) implements Opinion {}
  }
}

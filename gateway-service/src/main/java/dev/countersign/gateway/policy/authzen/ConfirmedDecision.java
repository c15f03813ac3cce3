package dev.countersign.gateway.policy.authzen;

import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.DenyReason;
import dev.countersign.gateway.policy.Obligations;
import dev.countersign.gateway.policy.PolicyDecision;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.Permit;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import dev.countersign.gateway.policy.Question;
import dev.countersign.gateway.policy.authzen.SecondOpinion.Opinion;

/// A decision after a second opinion: whoever says no wins.
public final class ConfirmedDecision {
  private ConfirmedDecision() {}

  /// The decision, unless it lets a call go on and the other objects.
  public static PolicyDecision of(PolicyDecision decision, Question question, SecondOpinion other) {
    return switch (decision) {
      case Deny denial -> denial;
      case Permit(Obligations obligations, DecisionFacts facts) ->
          switch (other.ask(question, facts)) {
            case Opinion.Agrees(String citation) -> new Permit(obligations, facts.and(citation));
            case Opinion.Objects(String citation) -> denied(facts.and(citation));
          };
      case RequireApproval need ->
          switch (other.ask(question, need.facts())) {
            case Opinion.Agrees(String citation) ->
                new RequireApproval(need.rule(), need.obligations(), need.facts().and(citation));
            case Opinion.Objects(String citation) -> denied(need.facts().and(citation));
          };
    };
  }

  private static Deny denied(DecisionFacts facts) {
    return new Deny(
        DenyReason.DECISION_POINT, "The decision point does not permit this call.", facts);
  }
}

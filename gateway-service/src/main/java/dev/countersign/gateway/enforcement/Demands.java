package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.approval.Demand;
import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import dev.countersign.gateway.policy.Risk;

/// What the policy wants, in the words of the approval step.
final class Demands {
  private Demands() {}

  static Demand of(RequireApproval need, byte[] shown) {
    ApprovalRule rule = need.rule();
    DecisionFacts facts = need.facts();
    Risk risk = facts.risk();
    String reason = rule.reason();
    return new Demand(
        Digest.parse(facts.policy()),
        facts.rules(),
        risk == null ? null : risk.text(),
        reason == null ? "The rule " + rule.name() + " asks for approval." : reason,
        need.obligations().masking().names(),
        rule.from(),
        rule.quorum(),
        rule.decideWithin(),
        rule.useWithin(),
        shown);
  }
}

package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.ApprovalRule;
import org.jspecify.annotations.Nullable;

/// What the policy says about one call.
public sealed interface PolicyDecision {
  DecisionFacts facts();

  /// The call may run, under obligations.
  record Permit(Obligations obligations, DecisionFacts facts) implements PolicyDecision {}

  /// The call may not run.
  ///
  /// @param message for the caller; of a guardrail, the operator's own words
  /// @param status 4xx where the operator chose one
  record Deny(DenyReason reason, String message, DecisionFacts facts, @Nullable Integer status)
      implements PolicyDecision {
    public Deny(DenyReason reason, String message, DecisionFacts facts) {
      this(reason, message, facts, null);
    }
  }

  /// The call may run once people have approved exactly this call.
  ///
  /// @param rule who, how many, until when
  record RequireApproval(ApprovalRule rule, Obligations obligations, DecisionFacts facts)
      implements PolicyDecision {}
}

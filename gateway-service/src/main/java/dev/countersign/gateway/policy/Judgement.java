package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.expression.Evaluation.Failed;
import dev.countersign.gateway.config.expression.Evaluation.Value;
import dev.countersign.gateway.config.rule.RiskRule;
import dev.countersign.gateway.config.rule.Side;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.Permit;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The judging of one granted call: guardrails, then risk, then approvals. Used once.
final class Judgement {
  private final String policy;
  private final Connection connection;
  private final ConnectionFunction function;
  private final CallVariables variables;
  private final Trail trail;
  private final List<String> rules;
  private final Set<String> wantedApprovals = new HashSet<>(2);
  private @Nullable Risk risk;

  /// @param granted the citations of the grants
  Judgement(
      String policy,
      Connection connection,
      ConnectionFunction function,
      CallVariables variables,
      List<String> granted,
      Trail trail) {
    this.policy = policy;
    this.connection = connection;
    this.function = function;
    this.variables = variables;
    this.trail = trail;
    this.rules = new ArrayList<>(granted);
  }

  PolicyDecision decide() {
    GuardrailRound guardrails =
        new GuardrailRound(connection, function.name(), Side.REQUEST, trail);
    guardrails.ask(variables);
    rules.addAll(guardrails.cited());
    Refusal refusal = guardrails.refusal();
    if (refusal != null) {
      return new Deny(DenyReason.GUARDRAIL, refusal.message(), facts(), refusal.status());
    }
    guardrails.approvals().forEach(rule -> wantedApprovals.add(rule.name()));
    Connection hiding = guardrails.hiding();
    RiskRule rule = function.risk() == null ? connection.risk() : function.risk();
    RiskScore score = score(rule);
    if (score == null) {
      return riskUnknown();
    }
    risk = score.level();
    if (rule != null && score.isFrom(rule.denyFrom(), rule)) {
      return tooHigh();
    }
    if (rule != null && rule.approval() != null && score.isFrom(rule.approveFrom(), rule)) {
      wantedApprovals.add(rule.approval());
    }
    return approval(
        variables.withRisk(score.level().text(), score.number()),
        new Obligations(hiding, function));
  }

  private @Nullable RiskScore score(@Nullable RiskRule rule) {
    if (rule == null) {
      return cite(RiskScore.LOW);
    }
    return switch (rule.score().evaluate(variables)) {
      case Value(Object value) -> cite(RiskScore.of(rule, value).orElse(null));
      case Failed(String cause) -> {
        cite("risk:!" + cause);
        yield null;
      }
    };
  }

  private @Nullable RiskScore cite(@Nullable RiskScore score) {
    cite(score == null ? "risk:!not-a-level" : "risk:" + score.level().text());
    return score;
  }

  private void cite(String rule) {
    rules.add(rule);
    trail.asked(rule.startsWith("risk:") ? "risk" : rule, rule);
  }

  /// The first entry of the file that applies decides, whoever asks for it.
  private PolicyDecision approval(CallVariables withRisk, Obligations obligations) {
    for (ApprovalRule rule : connection.approvals()) {
      boolean wanted = wantedApprovals.contains(rule.name());
      if (wanted || rule.functions().contains(function.name())) {
        Boolean applies = wanted ? Boolean.TRUE : asked(rule, withRisk);
        if (applies == null) {
          return riskUnknown();
        }
        trail.asked("approval:" + rule.name(), applies ? "is needed" : "does not apply");
        if (applies) {
          rules.add("approval:" + rule.name());
          return new RequireApproval(rule, obligations, facts());
        }
      }
    }
    return new Permit(obligations, facts());
  }

  private @Nullable Boolean asked(ApprovalRule rule, CallVariables withRisk) {
    return switch (rule.when().evaluate(withRisk)) {
      case Value(Object value) -> !Boolean.FALSE.equals(value);
      case Failed(String cause) -> {
        cite("approval:" + rule.name() + "!" + cause);
        yield null;
      }
    };
  }

  private Deny riskUnknown() {
    return new Deny(
        DenyReason.RISK_UNKNOWN,
        "The risk of this call cannot be evaluated, so the call is refused.",
        facts());
  }

  private Deny tooHigh() {
    cite("risk:too-high");
    return new Deny(DenyReason.RISK_TOO_HIGH, "The risk of this call is too high.", facts());
  }

  private DecisionFacts facts() {
    return new DecisionFacts(policy, rules, risk);
  }
}

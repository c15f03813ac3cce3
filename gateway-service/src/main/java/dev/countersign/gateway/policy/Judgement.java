package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.Grant;
import dev.countersign.gateway.config.Guardrail;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.expression.Evaluation;
import dev.countersign.gateway.config.expression.Evaluation.Failed;
import dev.countersign.gateway.config.expression.Evaluation.Value;
import dev.countersign.gateway.config.expression.Expression;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.Permit;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The judging of one granted call: guardrails, then risk, then approvals. Used once.
final class Judgement {
  private final String policy;
  private final Obligations obligations;
  private final CallVariables variables;
  private final List<String> rules = new ArrayList<>(4);
  private @Nullable Risk risk;

  Judgement(String policy, Obligations obligations, Grant grant, CallVariables variables) {
    this.policy = policy;
    this.obligations = obligations;
    this.variables = variables;
    rules.add("grant:" + grant.name());
  }

  PolicyDecision decide() {
    String refusal = firstRefusal();
    if (refusal != null) {
      return new Deny(DenyReason.GUARDRAIL, refusal, facts());
    }
    risk = risk();
    if (risk == null) {
      return riskUnknown();
    }
    return approval(variables.withRisk(risk.text()));
  }

  /// Asks every guardrail, so that the record names all that fired; the first one's words are told.
  private @Nullable String firstRefusal() {
    String refusal = null;
    for (Guardrail guardrail : obligations.connection().guardrails()) {
      if (guardrail.functions().contains(function().name())) {
        String message = refusal(guardrail);
        refusal = refusal == null ? message : refusal;
      }
    }
    return refusal;
  }

  private @Nullable String refusal(Guardrail guardrail) {
    return switch (guardrail.deny().evaluate(variables)) {
      case Value(Boolean denies) when !denies -> null;
      case Value _ -> {
        rules.add("guardrail:" + guardrail.name());
        yield guardrail.message();
      }
      case Failed(String cause) -> {
        rules.add("guardrail:" + guardrail.name() + "!" + cause);
        yield "The guardrail %s cannot be evaluated for this call (%s)."
            .formatted(guardrail.name(), cause);
      }
    };
  }

  private @Nullable Risk risk() {
    Expression expression = function().risk();
    if (expression == null) {
      return cite(Risk.LOW);
    }
    return switch (expression.evaluate(variables)) {
      case Value(Object value) -> cite(Risk.of(value).orElse(null));
      case Failed(String cause) -> {
        rules.add("risk:!" + cause);
        yield null;
      }
    };
  }

  private @Nullable Risk cite(@Nullable Risk level) {
    rules.add(level == null ? "risk:!not-a-level" : "risk:" + level.text());
    return level;
  }

  private PolicyDecision approval(CallVariables withRisk) {
    for (ApprovalRule rule : obligations.connection().approvals()) {
      if (rule.functions().contains(function().name())) {
        Evaluation answer = rule.when().evaluate(withRisk);
        if (answer instanceof Failed(String cause)) {
          rules.add("approval:" + rule.name() + "!" + cause);
          return riskUnknown();
        }
        if (!(answer instanceof Value(Boolean applies) && !applies)) {
          rules.add("approval:" + rule.name());
          return new RequireApproval(rule, obligations, facts());
        }
      }
    }
    return new Permit(obligations, facts());
  }

  private Deny riskUnknown() {
    return new Deny(
        DenyReason.RISK_UNKNOWN,
        "The risk of this call cannot be evaluated, so the call is refused.",
        facts());
  }

  private ConnectionFunction function() {
    return obligations.function();
  }

  private DecisionFacts facts() {
    return new DecisionFacts(policy, rules, risk);
  }
}

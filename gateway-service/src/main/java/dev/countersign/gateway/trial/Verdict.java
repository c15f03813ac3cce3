package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.policy.AnswerJudgement;
import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.Obligations;
import dev.countersign.gateway.policy.PolicyDecision;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.Permit;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import dev.countersign.gateway.policy.PolicyDecisionPoint;
import dev.countersign.gateway.policy.Question;
import dev.countersign.gateway.policy.Refusal;
import dev.countersign.gateway.policy.Risk;
import dev.countersign.gateway.policy.Trail;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the policy said to a call and, where one is given, to its answer.
record Verdict(
    String decision,
    List<String> rules,
    @Nullable String message,
    int status,
    @Nullable String risk,
    @Nullable String approval,
    List<String> masking) {
  private static final PolicyDecisionPoint POLICY = new PolicyDecisionPoint();
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int FORBIDDEN = 403;

  static Verdict of(
      GatewayConfig config, Question question, @Nullable AnswerView answer, Trail trail) {
    PolicyDecision decision = POLICY.decide(config, question, trail);
    return switch (decision) {
      case Permit(Obligations obligations, DecisionFacts facts) -> {
        Verdict permitted = verdict("permit", OK, facts, null, null, obligations.connection());
        yield answer == null
            ? permitted
            : permitted.answered(POLICY.judge(obligations.connection(), question, answer, trail));
      }
      case Deny denial -> {
        Integer status = denial.status();
        yield verdict(
            denial.reason().text(),
            status == null ? FORBIDDEN : status,
            denial.facts(),
            denial.message(),
            null,
            null);
      }
      case RequireApproval need ->
          verdict(
              "approval",
              ACCEPTED,
              need.facts(),
              null,
              need.rule().name(),
              need.obligations().connection());
    };
  }

  private static Verdict verdict(
      String decision,
      int status,
      DecisionFacts facts,
      @Nullable String message,
      @Nullable String approval,
      @Nullable Connection connection) {
    Risk risk = facts.risk();
    return new Verdict(
        decision,
        facts.rules(),
        message,
        status,
        risk == null ? null : risk.text(),
        approval,
        connection == null ? List.of() : connection.masking().names());
  }

  private Verdict answered(AnswerJudgement judgement) {
    List<String> all = new ArrayList<>(rules);
    all.addAll(judgement.rules());
    Refusal refusal = judgement.refusal();
    return new Verdict(
        refusal == null ? decision : "response-refused",
        all,
        refusal == null ? message : refusal.message(),
        refusal == null ? status : refusal.status(),
        risk,
        approval,
        judgement.connection().masking().names());
  }
}

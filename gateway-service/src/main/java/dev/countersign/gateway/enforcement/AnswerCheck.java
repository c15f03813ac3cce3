package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.policy.AnswerJudgement;
import dev.countersign.gateway.policy.PolicyDecisionPoint;
import dev.countersign.gateway.policy.Refusal;
import java.util.Optional;

/// Has an answer judged before anything of it is released, where a guardrail asks for that.
///
/// An answer is judged whole, as the upstream said it, before it is masked; so is one of events or
/// lines, which then comes at once. One that is longer than the connection holds back cannot be
/// judged: guardrails that deny refuse it, those that mask do, those that warn say so.
final class AnswerCheck {
  private final PolicyDecisionPoint policy;

  AnswerCheck(PolicyDecisionPoint policy) {
    this.policy = policy;
  }

  /// The connection under whose masking the answer may pass.
  ///
  /// @param type the content type without parameters; empty where there is none
  /// @throws UnusableAnswerException when it may not
  Connection check(Delivery delivery, Errand errand, int status, String type, AnswerBody body)
      throws UnusableAnswerException {
    Connection connection = errand.connection();
    if (!connection.judgesAnswersOf(errand.function())) {
      return connection;
    }
    Optional<byte[]> bytes =
        body.whole(Math.toIntExact(connection.limits().judgedBody().toBytes()));
    AnswerJudgement judgement =
        bytes.isPresent()
            ? policy.judge(connection, errand.question(), AnswerView.of(status, type, bytes.get()))
            : policy.judgeUnseen(connection, errand.question(), "too-large");
    delivery.judged(judgement.rules());
    Refusal refusal = judgement.refusal();
    if (refusal != null) {
      throw new UnusableAnswerException(
          new Problem(ProblemType.RESPONSE_REFUSED, refusal.message())
              .withStatus(refusal.status()));
    }
    return judgement.connection();
  }
}

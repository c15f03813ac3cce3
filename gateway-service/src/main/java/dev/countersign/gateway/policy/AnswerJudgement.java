package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the guardrails say to an answer.
///
/// @param rules those that fired
/// @param refusal null where the answer may pass
/// @param connection whose masking the answer passes under
public record AnswerJudgement(
    List<String> rules, @Nullable Refusal refusal, Connection connection) {
  public AnswerJudgement {
    rules = List.copyOf(rules);
  }
}

package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.policy.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call, and what the policy is expected to say to it.
///
/// @param answer what the upstream answers, where that is judged too
record PolicyCase(
    String name, int line, Question question, @Nullable AnswerView answer, Expectation expected) {

  /// What is expected; what is null is not looked at.
  ///
  /// @param decision `permit`, `approval`, `deny` for any refusal, or a reason such as `guardrail`
  /// @param rules all that are cited, in order
  /// @param message part of what the caller is told
  /// @param approval the name of the approval that is needed
  /// @param masking names of packs and rules that hide something
  record Expectation(
      String decision,
      @Nullable List<String> rules,
      @Nullable String message,
      @Nullable Integer status,
      @Nullable String risk,
      @Nullable String approval,
      @Nullable List<String> masking) {}
}

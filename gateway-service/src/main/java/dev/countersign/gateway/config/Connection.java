package dev.countersign.gateway.config;

import dev.countersign.gateway.config.rule.Quota;
import dev.countersign.gateway.config.rule.RiskRule;
import dev.countersign.gateway.config.rule.Side;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One upstream and everything that holds for calls to it.
///
/// @param upstream absolute, without a slash at its end
/// @param credential what the upstream wants to see; callers never do
/// @param choices what the masking becomes when guardrails ask for more
/// @param risk for functions that say nothing of their own; null means low
/// @param approvals in the order of the file; the first that applies decides
public record Connection(
    String name,
    ConnectionType type,
    URI upstream,
    @Nullable Credential credential,
    FunctionTable functions,
    List<Grant> grants,
    List<Guardrail> guardrails,
    List<ApprovalRule> approvals,
    Masking masking,
    Profile profile,
    ConnectionLimits limits,
    @Nullable RiskRule risk,
    List<Quota> quotas,
    MaskingChoices choices) {
  public Connection {
    quotas = List.copyOf(quotas);
    grants = List.copyOf(grants);
    guardrails = List.copyOf(guardrails);
    approvals = List.copyOf(approvals);
  }

  /// A connection without risk of its own, and without quotas.
  public Connection(
      String name,
      ConnectionType type,
      URI upstream,
      @Nullable Credential credential,
      FunctionTable functions,
      List<Grant> grants,
      List<Guardrail> guardrails,
      List<ApprovalRule> approvals,
      Masking masking,
      Profile profile,
      ConnectionLimits limits) {
    this(
        name,
        type,
        upstream,
        credential,
        functions,
        grants,
        guardrails,
        approvals,
        masking,
        profile,
        limits,
        null,
        List.of(),
        new MaskingChoices(masking));
  }

  /// The same connection, hiding what else some guardrails ask for.
  ///
  /// @param asking their names, in their order
  public Connection hiding(List<String> asking, List<Masking> more) {
    return more.isEmpty() ? this : under(choices.with(asking, more));
  }

  private Connection under(MaskingChoices other) {
    return new Connection(
        name,
        type,
        upstream,
        credential,
        functions,
        grants,
        guardrails,
        approvals,
        other.masking(),
        profile,
        limits,
        risk,
        quotas,
        other);
  }

  /// Whether some guardrail looks at the answers of a function.
  public boolean judgesAnswersOf(String function) {
    return guardrails.stream().anyMatch(guardrail -> guardrail.covers(Side.RESPONSE, function));
  }
}

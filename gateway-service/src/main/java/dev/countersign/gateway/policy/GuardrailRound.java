package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.Guardrail;
import dev.countersign.gateway.config.GuardrailAction;
import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import dev.countersign.gateway.config.rule.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One round of asking all guardrails of a function about a call, or about its answer. Used once.
///
/// Every guardrail is asked, so that the record names all that fire; the first refusal's words are
/// told. One that cannot be evaluated refuses, except that one which masks then masks, and one
/// which only warns then warns.
final class GuardrailRound {
  private final Connection connection;
  private final String function;
  private final Side side;
  private final Trail trail;
  private final List<String> cited = new ArrayList<>(2);
  private final List<ApprovalRule> approvals = new ArrayList<>(1);
  private final List<String> masking = new ArrayList<>(1);
  private final List<Masking> masks = new ArrayList<>(1);
  private @Nullable Refusal refusal;

  GuardrailRound(Connection connection, String function, Side side, Trail trail) {
    this.connection = connection;
    this.function = function;
    this.side = side;
    this.trail = trail;
  }

  void ask(CallVariables variables) {
    for (Guardrail guardrail : connection.guardrails()) {
      if (guardrail.covers(side, function)) {
        take(guardrail, guardrail.test().test(variables));
      }
    }
  }

  /// Takes every guardrail for one that cannot be evaluated.
  void cannotAsk(String cause) {
    for (Guardrail guardrail : connection.guardrails()) {
      if (guardrail.covers(side, function)) {
        take(guardrail, new Finding.Failed(cause));
      }
    }
  }

  private void take(Guardrail guardrail, Finding finding) {
    switch (finding) {
      case Finding.Clear _ -> trail.asked(guardrail.citation(), "is clear");
      case Finding.Fired(String what) -> fired(guardrail, what.isEmpty() ? "" : "=" + what, null);
      case Finding.Failed(String cause) -> fired(guardrail, "!" + cause, cause);
    }
  }

  private void fired(Guardrail guardrail, String suffix, @Nullable String cause) {
    cited.add(guardrail.citation() + suffix);
    trail.asked(
        guardrail.citation(), cause == null ? "fires" + suffix : "cannot be evaluated: " + cause);
    switch (guardrail.action()) {
      case GuardrailAction.Warn _ -> {}
      case GuardrailAction.Mask(Masking more) -> {
        masking.add(guardrail.name());
        masks.add(more);
      }
      case GuardrailAction.Deny(int status, String message) ->
          refuse(cause == null ? new Refusal(status, message) : untold(guardrail, status, cause));
      case GuardrailAction.Approve(ApprovalRule rule) -> {
        if (cause == null) {
          approvals.add(rule);
        } else {
          refuse(untold(guardrail, 403, cause));
        }
      }
    }
  }

  private void refuse(Refusal other) {
    if (refusal == null) {
      refusal = other;
    }
  }

  private static Refusal untold(Guardrail guardrail, int status, String cause) {
    return new Refusal(
        status,
        "The guardrail %s cannot be evaluated for this call (%s)."
            .formatted(guardrail.name(), cause));
  }

  /// What fired, or could not be evaluated, in the order of the file.
  List<String> cited() {
    return cited;
  }

  @Nullable Refusal refusal() {
    return refusal;
  }

  List<ApprovalRule> approvals() {
    return approvals;
  }

  /// The connection, hiding what those that fired ask for.
  Connection hiding() {
    return connection.hiding(masking, masks);
  }
}

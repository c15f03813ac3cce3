package dev.countersign.gateway.config;

import dev.countersign.gateway.config.rule.GuardrailTest;
import dev.countersign.gateway.config.rule.Side;
import java.util.Set;

/// Judges calls by their arguments, or answers by what is in them, whoever calls.
///
/// @param functions names of functions, globs resolved
/// @param test also counts as fired when it cannot be told, except where it only warns
public record Guardrail(
    String name, Set<String> functions, Side on, GuardrailTest test, GuardrailAction action) {
  public Guardrail {
    functions = Set.copyOf(functions);
  }

  /// Whether it looks at that side of that function.
  public boolean covers(Side side, String function) {
    return on == side && functions.contains(function);
  }

  /// How records cite it: `warn:…` where nothing else follows, otherwise `guardrail:…`.
  public String citation() {
    return (action instanceof GuardrailAction.Warn ? "warn:" : "guardrail:") + name;
  }
}

package dev.countersign.gateway.config;

import dev.countersign.gateway.config.rule.Effect;
import dev.countersign.gateway.config.rule.GrantTerms;
import java.util.Set;

/// Lets somebody call some functions, or keeps them from it; what no grant permits is refused.
///
/// @param name cited in records
/// @param functions names of functions, globs resolved
public record Grant(
    String name, Effect effect, Grantees grantees, Set<String> functions, GrantTerms terms) {
  public Grant {
    functions = Set.copyOf(functions);
  }

  /// Whether this is one of the grants of that effect for that function.
  public boolean is(Effect wanted, String function) {
    return effect == wanted && functions.contains(function);
  }
}

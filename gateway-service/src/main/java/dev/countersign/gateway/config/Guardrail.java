package dev.countersign.gateway.config;

import dev.countersign.gateway.config.expression.Expression;
import java.util.Set;

/// Refuses calls by their arguments, whoever makes them.
///
/// @param functions names of functions, globs resolved
/// @param deny refuses when it is true, and when it cannot be evaluated
/// @param message the operator's words to the caller
public record Guardrail(String name, Set<String> functions, Expression deny, String message) {
  public Guardrail {
    functions = Set.copyOf(functions);
  }
}

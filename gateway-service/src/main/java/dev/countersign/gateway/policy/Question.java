package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.expression.PastUse;
import java.time.Instant;

/// What a policy is asked: may this caller do this, coming from there, after that, now?
public record Question(
    Operation operation, Caller caller, Surroundings around, PastUse past, Instant at) {

  /// A question about a call of which nothing else is known.
  public static Question of(Operation operation, Caller caller, Instant at) {
    return new Question(operation, caller, Surroundings.UNKNOWN, PastUse.NONE, at);
  }

  CallVariables variables() {
    return CallVariables.of(operation, caller, around, at).withPast(past);
  }
}

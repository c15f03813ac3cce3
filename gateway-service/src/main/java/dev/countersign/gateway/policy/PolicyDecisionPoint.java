package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.config.ConfigSource;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.Grant;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides on calls: default deny, then guardrails, risk and approvals of the connection.
///
/// Whatever cannot be evaluated denies. Deciding has no side effects, takes no locks and does no
/// I/O; the same configuration, operation, caller and time give the same decision. Thread-safe.
public final class PolicyDecisionPoint {
  private final ConfigSource source;

  public PolicyDecisionPoint(ConfigSource source) {
    this.source = source;
  }

  /// Decides by the configuration in force.
  public PolicyDecision decide(Operation operation, Caller caller, Instant now) {
    return decide(source.current(), operation, caller, now);
  }

  /// Decides by a given configuration: the one that the call was matched with.
  public PolicyDecision decide(
      GatewayConfig config, Operation operation, Caller caller, Instant now) {
    Optional<Connection> connection = config.connection(operation.connection());
    if (connection.isEmpty()) {
      return notGranted(config);
    }
    Optional<ConnectionFunction> function =
        connection.get().functions().named(operation.function());
    Optional<Grant> grant = Grants.find(connection.get(), operation.function(), caller);
    if (function.isEmpty() || grant.isEmpty()) {
      return notGranted(config);
    }
    return new Judgement(
            config.digest(),
            new Obligations(connection.get(), function.get()),
            grant.get(),
            CallVariables.of(operation, caller, now))
        .decide();
  }

  /// Whether a caller may call a function at all.
  ///
  /// Ask this before the arguments are read: whoever has no grant must not learn from the answer to
  /// a malformed body that the function exists.
  public boolean isGranted(
      GatewayConfig config, String connection, String function, Caller caller) {
    return config
        .connection(connection)
        .filter(found -> found.functions().named(function).isPresent())
        .flatMap(found -> Grants.find(found, function, caller))
        .isPresent();
  }

  /// The one answer to an unknown connection, an unknown function and a missing grant.
  public Deny notGranted(GatewayConfig config) {
    return new Deny(
        DenyReason.NOT_GRANTED,
        "This call is not granted.",
        new DecisionFacts(config.digest(), List.of(), null));
  }
}

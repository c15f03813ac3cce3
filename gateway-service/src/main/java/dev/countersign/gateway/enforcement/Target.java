package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.FunctionMatch;

/// The function a call aims at, with the variables its address gives.
public record Target(Connection connection, FunctionMatch match) {
  String connectionName() {
    return connection.name();
  }

  String function() {
    return match.function().name();
  }
}

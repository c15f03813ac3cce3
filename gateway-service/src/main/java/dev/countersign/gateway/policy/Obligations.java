package dev.countersign.gateway.policy;

import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.Profile;

/// What must be kept to when a call runs, as the configuration that judged it says.
public record Obligations(Connection connection, ConnectionFunction function) {
  public Masking masking() {
    return connection.masking();
  }

  public Profile profile() {
    return connection.profile();
  }

  public ConnectionLimits limits() {
    return connection.limits();
  }
}

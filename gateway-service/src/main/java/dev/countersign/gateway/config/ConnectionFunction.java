package dev.countersign.gateway.config;

import dev.countersign.gateway.config.rule.RiskRule;
import org.jspecify.annotations.Nullable;

/// One thing that can be called on a connection.
///
/// @param method the HTTP method, in upper case
/// @param risk tells the risk of a call by its arguments; null: as the connection says
public record ConnectionFunction(
    String name, String method, PathTemplate path, @Nullable RiskRule risk) {
  /// The operation in its protocol's own words, for example `POST /refunds`.
  public String operation() {
    return method + " " + path.text();
  }
}

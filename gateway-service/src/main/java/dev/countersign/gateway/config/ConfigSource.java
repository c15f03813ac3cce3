package dev.countersign.gateway.config;

/// Gives the configuration in force.
///
/// A call takes it once and keeps to it, so that no call is judged by one version and run by
/// another. Safe for use by many threads.
@FunctionalInterface
public interface ConfigSource {
  GatewayConfig current();
}

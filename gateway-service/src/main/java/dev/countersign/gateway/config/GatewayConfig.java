package dev.countersign.gateway.config;

import java.util.Map;
import java.util.Optional;

/// One loaded version of the configuration. Immutable; a reload makes another.
///
/// @param digest `sha-256:` and 64 hex digits of the file's exact bytes; values taken from the
///   environment or from other files are not part of it
/// @param document those bytes, unless they must not be shown
/// @param connections by name, in the order of the file
public record GatewayConfig(
    String digest, PolicyDocument document, Map<String, Connection> connections) {
  /// The connection of that name, where there is one.
  public Optional<Connection> connection(String name) {
    return Optional.ofNullable(connections.get(name));
  }
}

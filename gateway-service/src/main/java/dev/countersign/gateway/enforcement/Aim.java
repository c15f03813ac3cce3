package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Problem;
import java.util.Optional;

/// What a call's address names.
public sealed interface Aim {

  /// A function that is configured.
  record Found(Target target) implements Aim {}

  /// Nothing that is configured.
  ///
  /// @param connection the connection's name, where at least that exists
  record NotFound(Optional<String> connection) implements Aim {}

  /// The address itself is not acceptable.
  record Malformed(Problem problem) implements Aim {}
}

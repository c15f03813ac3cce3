package dev.countersign.gateway.identity;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Problem;

/// What the credentials of a call say about its caller.
public sealed interface Identified {

  /// The caller, verified.
  record Known(Caller caller) implements Identified {}

  /// No acceptable credential.
  record Unknown(Problem problem) implements Identified {}
}

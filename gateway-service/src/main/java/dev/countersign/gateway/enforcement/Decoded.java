package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Problem;

/// What reading a call came to.
public sealed interface Decoded {

  /// What is asked, and the request that says exactly that.
  record Understood(Operation operation, CanonicalRequest canonical) implements Decoded {}

  /// It has not exactly one meaning, or is too large.
  record Refused(Problem problem) implements Decoded {}
}

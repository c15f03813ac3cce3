package dev.countersign.gateway.upstream;

import dev.countersign.gateway.access.Problem;

/// What came of forwarding a request, up to the head of the answer.
public sealed interface UpstreamOutcome {

  /// The upstream answers; its body is still to be read.
  record Answered(UpstreamAnswer answer) implements UpstreamOutcome {}

  /// No answer: the upstream could not be reached, broke off, or took too long. Whether it acted on
  /// the request is not known, and it is never sent again.
  record Silent(Problem problem) implements UpstreamOutcome {}
}

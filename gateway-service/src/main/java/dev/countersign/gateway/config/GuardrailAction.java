package dev.countersign.gateway.config;

/// What a guardrail does when it fires.
public sealed interface GuardrailAction {
  /// Refuses the call, or its answer.
  ///
  /// @param status 4xx
  /// @param message the operator's words to the caller
  record Deny(int status, String message) implements GuardrailAction {}

  /// Makes the call wait for people.
  record Approve(ApprovalRule rule) implements GuardrailAction {}

  /// Hides more than the connection hides anyway.
  record Mask(Masking more) implements GuardrailAction {}

  /// Is put on the record, and that is all.
  record Warn() implements GuardrailAction {}
}

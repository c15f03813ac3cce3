package dev.countersign.gateway.policy;

/// A guardrail's no, in the operator's words.
public record Refusal(int status, String message) {}

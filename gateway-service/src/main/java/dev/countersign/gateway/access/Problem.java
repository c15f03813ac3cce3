package dev.countersign.gateway.access;

/// What a caller is told when a call is not carried out (RFC 9457).
///
/// @param detail one sentence for the caller: no secret, nothing about other callers, no payload
public record Problem(ProblemType type, String detail) {}

package dev.countersign.service.identity;

/// One link of a token's `act` chain (RFC 8693 §4.1): who acts on the subject's behalf.
public record ActorClaim(String id, String issuer, String kind) {}

package dev.countersign.gateway.access;

import org.jspecify.annotations.Nullable;

/// A party that acts, for itself or on behalf of a [Subject] (RFC 8693 §4.1).
public record Actor(String id, String issuer, @Nullable PrincipalKind kind) {
  public Actor {
    Names.identifier("actor", id);
    Names.identifier("issuer", issuer);
  }
}

package dev.countersign.gateway.access;

import java.util.Locale;

/// What sort of party a subject or an actor is, where the issuer says so.
public enum PrincipalKind {
  PERSON,
  AGENT,
  SERVICE;

  /// The written form in records and expressions: `person`, `agent`, `service`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

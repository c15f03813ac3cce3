package dev.countersign.gateway.identity;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import dev.countersign.service.identity.InvalidTokenException;
import dev.countersign.service.identity.VerifiedToken;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// Reads the caller out of a verified token.
///
/// An agent's own token names the agent as its subject, with kind `agent`: it is never written as a
/// person it might work for.
final class TokenCaller {
  private TokenCaller() {}

  static Caller of(VerifiedToken token) {
    try {
      List<Actor> actors =
          token.actors().stream()
              .map(actor -> new Actor(actor.id(), actor.issuer(), kind(actor.kind())))
              .toList();
      Subject subject =
          new Subject(
              token.subject(),
              token.issuer(),
              new LinkedHashSet<>(token.groups()),
              kind(token.kind()));
      return new Caller(subject, actors, token.digest().toString(), token.expiresAt());
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("its names are not acceptable");
    }
  }

  private static PrincipalKind kind(String text) {
    return PrincipalKind.valueOf(text.toUpperCase(Locale.ROOT));
  }
}

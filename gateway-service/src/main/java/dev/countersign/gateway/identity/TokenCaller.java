package dev.countersign.gateway.identity;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import dev.countersign.service.identity.InvalidTokenException;
import dev.countersign.service.identity.VerifiedToken;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the caller out of a verified token.
///
/// An agent's own token names the agent: as its subject, with kind `agent`, or, where its issuer is
/// set up so, as an actor without subject. It is never written as a person it might work for.
final class TokenCaller {
  private final @Nullable String below;

  /// @param resource our own address; a token for an address below it is for one connection
  TokenCaller(@Nullable URI resource) {
    this.below = resource == null ? null : resource + "/";
  }

  Caller of(VerifiedToken token) {
    try {
      return new Caller(
          token.actsAlone() ? null : subject(token),
          actors(token),
          token.digest().toString(),
          token.expiresAt(),
          token.authentication(),
          connections(token.audiences()));
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("its names are not acceptable");
    }
  }

  private static Subject subject(VerifiedToken token) {
    return new Subject(
        token.subject(), token.issuer(), new LinkedHashSet<>(token.groups()), kind(token.kind()));
  }

  private static List<Actor> actors(VerifiedToken token) {
    return token.actsAlone()
        ? List.of(new Actor(token.subject(), token.issuer(), PrincipalKind.AGENT))
        : token.actors().stream()
            .map(actor -> new Actor(actor.id(), actor.issuer(), kind(actor.kind())))
            .toList();
  }

  // One audience that is for all connections is enough to be for all.
  private Set<String> connections(Set<String> audiences) {
    Set<String> connections = new TreeSet<>();
    for (String audience : audiences) {
      if (below == null || !audience.startsWith(below)) {
        return Set.of();
      }
      String path = audience.substring(below.length());
      int end = path.indexOf('/');
      connections.add(end < 0 ? path : path.substring(0, end));
    }
    return connections;
  }

  private static PrincipalKind kind(String text) {
    return PrincipalKind.valueOf(text.toUpperCase(Locale.ROOT));
  }
}

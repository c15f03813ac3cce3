package dev.countersign.service.identity;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/// Reads a verified token's claims. A claim of the wrong shape makes the token invalid.
final class TokenClaims {
  private static final int MAX_ACTORS = 16;
  private static final int MAX_GROUPS = 1000;
  private static final int MAX_NAME = 256;

  private TokenClaims() {}

  static VerifiedToken read(Jwt jwt, Digest digest) {
    String subject = name("sub", jwt.getSubject());
    String issuer = name("iss", jwt.getClaimAsString("iss"));
    String clientId = jwt.getClaimAsString("client_id");
    return new VerifiedToken(
        subject,
        issuer,
        groups(jwt.getClaim("groups")),
        actors(jwt.getClaim("act"), issuer),
        scopes(jwt.getClaim("scope")),
        clientId,
        kind(jwt.getClaimAsString("kind"), subject.equals(clientId) ? "service" : "person"),
        Objects.requireNonNull(jwt.getExpiresAt()),
        digest);
  }

  private static List<String> groups(@Nullable Object claim) {
    if (claim == null) {
      return List.of();
    }
    if (!(claim instanceof List<?> values) || values.size() > MAX_GROUPS) {
      throw new InvalidTokenException("groups is not a list of names");
    }
    return values.stream().map(value -> name("groups", value)).toList();
  }

  private static List<ActorClaim> actors(@Nullable Object claim, String issuer) {
    List<ActorClaim> actors = new ArrayList<>();
    Object next = claim;
    while (next != null) {
      if (!(next instanceof Map<?, ?> actor) || actors.size() == MAX_ACTORS) {
        throw new InvalidTokenException("act is not a chain of actors");
      }
      Object iss = actor.get("iss");
      Object kind = actor.get("kind");
      actors.add(
          new ActorClaim(
              name("act.sub", actor.get("sub")),
              iss == null ? issuer : name("act.iss", iss),
              kind(kind == null ? null : kind.toString(), "agent")));
      next = actor.get("act");
    }
    return actors;
  }

  private static Set<String> scopes(@Nullable Object claim) {
    if (claim == null) {
      return Set.of();
    }
    List<?> words = claim instanceof List<?> list ? list : List.of(claim.toString().split(" "));
    Set<String> scopes = new LinkedHashSet<>();
    words.forEach(word -> scopes.add(name("scope", word)));
    return scopes;
  }

  private static String kind(@Nullable String claim, String otherwise) {
    if (claim == null) {
      return otherwise;
    }
    if (!Set.of("person", "agent", "service").contains(claim)) {
      throw new InvalidTokenException("kind is none of person, agent, service");
    }
    return claim;
  }

  private static String name(String claim, @Nullable Object value) {
    if (!(value instanceof String text)
        || text.isBlank()
        || text.length() > MAX_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidTokenException(claim + " is not a name");
    }
    return text;
  }
}

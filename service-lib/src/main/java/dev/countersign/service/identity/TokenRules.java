package dev.countersign.service.identity;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what one issuer's tokens say (RFC 9068 §4): type, audience, scopes, times; an
/// expiry must exist.
final class TokenRules {
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final IssuerSettings issuer;
  private final List<String> audiences;
  private final @Nullable String resource;
  private final Duration skew;
  private final Clock clock;

  TokenRules(TokenSettings settings, IssuerSettings issuer, Clock clock) {
    this.issuer = issuer;
    this.audiences = settings.audiencesOf(issuer);
    URI address = settings.resource();
    this.resource = address == null ? null : address.toString();
    this.skew = settings.skewOf(issuer);
    this.clock = clock;
  }

  void checkType(CompactToken token) {
    if (token.header().containsKey("crit")) {
      throw new InvalidTokenException("the header has critical members");
    }
    String type = token.headerText("typ");
    String name = type == null ? "" : type.toLowerCase(Locale.ROOT);
    boolean holds =
        issuer.accessTokensOnly()
            ? name.endsWith("at+jwt") && TYPES.contains(name)
            : type == null || TYPES.contains(name);
    if (!holds) {
      throw new InvalidTokenException("the token is not an access token");
    }
  }

  /// Checks the claims and returns the token's end.
  Instant check(Claims claims) {
    checkScopes(claims);
    return checkTimes(claims);
  }

  private Instant checkTimes(Claims claims) {
    Instant now = clock.instant();
    Instant end =
        claims.time("exp").orElseThrow(() -> new InvalidTokenException("the token has no expiry"));
    if (!now.isBefore(end.plus(skew))) {
      throw new InvalidTokenException("the token has expired");
    }
    if (claims.time("nbf").filter(start -> start.isAfter(now.plus(skew))).isPresent()
        || claims.time("iat").filter(start -> start.isAfter(now.plus(skew))).isPresent()) {
      throw new InvalidTokenException("the token is not valid yet");
    }
    return end;
  }

  private void checkScopes(Claims claims) {
    if (!issuer.scopes().isEmpty() && !TokenClaims.scopes(claims).containsAll(issuer.scopes())) {
      throw new InvalidTokenException("the token lacks a scope");
    }
  }

  /// The audiences of a token that are ours: the agreed ones, our address, and addresses below it.
  Set<String> audiences(Claims claims) {
    Set<String> ours = new LinkedHashSet<>();
    for (String audience : claims.texts("aud")) {
      if (audiences.contains(audience) || isOurAddress(audience)) {
        ours.add(audience);
      }
    }
    if (ours.isEmpty()) {
      throw new InvalidTokenException("the token is not meant for this audience");
    }
    return ours;
  }

  private boolean isOurAddress(String audience) {
    return resource != null && (audience.equals(resource) || audience.startsWith(resource + "/"));
  }
}

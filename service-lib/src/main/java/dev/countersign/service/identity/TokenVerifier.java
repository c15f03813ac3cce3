package dev.countersign.service.identity;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Verifies access tokens: JWTs of the configured issuers (RFC 7519, RFC 9068), and opaque ones by
/// introspection where that is configured (RFC 7662).
///
/// Guarantees of a token that passes: signed by a key of the issuer it names, with an asymmetric
/// algorithm allowed for that issuer; meant for our audience; within its times. Headers that offer
/// keys (`jwk`, `jku`, `x5c`, `x5u`) are never looked at. Does not ask the issuer whether a JWT was
/// revoked, and does not check what a token is bound to ([VerifiedToken#confirmation]).
/// Thread-safe.
public final class TokenVerifier {
  private final Map<String, Trusted> issuers;
  private final @Nullable Introspection introspection;

  private record Trusted(
      List<String> algorithms, IssuerKeys keys, TokenRules rules, TokenClaims claims) {}

  public TokenVerifier(TokenSettings settings, Clock clock) {
    this(settings, clock, List.of());
  }

  /// @param local issuers within this process, besides the configured ones
  public TokenVerifier(TokenSettings settings, Clock clock, List<LocalIssuer> local) {
    Map<String, Trusted> all = new HashMap<>();
    settings
        .issuers()
        .forEach(issuer ->
            add(all, issuer, trusted(settings, issuer, remote(settings, issuer), clock, false)));
    local.forEach(issuer ->
        add(
            all,
            issuer.settings(),
            trusted(settings, issuer.settings(), issuer.source(), clock, true)));
    this.issuers = Map.copyOf(all);
    IntrospectionSettings asked = settings.introspection();
    this.introspection = asked == null ? null : introspection(settings, asked, clock);
  }

  private static void add(Map<String, Trusted> all, IssuerSettings issuer, Trusted trusted) {
    if (all.put(issuer.issuer(), trusted) != null) {
      throw new IllegalArgumentException(
          "issuer: %s stands twice (expected: once)".formatted(issuer.issuer()));
    }
  }

  private static KeySetSource remote(TokenSettings settings, IssuerSettings issuer) {
    return HttpFetch.keySet(issuer.jwks(), settings.keys());
  }

  private static Trusted trusted(
      TokenSettings settings,
      IssuerSettings issuer,
      KeySetSource source,
      Clock clock,
      boolean isOurs) {
    TokenRules rules = new TokenRules(settings, issuer, clock);
    return new Trusted(
        settings.algorithmsOf(issuer),
        new IssuerKeys(issuer.issuer(), source, settings.keys(), clock),
        rules,
        new TokenClaims(issuer, rules, isOurs));
  }

  private static Introspection introspection(
      TokenSettings settings, IntrospectionSettings asked, Clock clock) {
    TokenRules rules = new TokenRules(settings, asked.as(), clock);
    return new Introspection(asked, new TokenClaims(asked.as(), rules, false), clock);
  }

  /// Verifies a token.
  ///
  /// @throws InvalidTokenException when anything about the token does not hold
  /// @throws TokensUnavailableException when that cannot be known now
  public VerifiedToken verify(String token) {
    if (token.length() > CompactToken.MAX_LENGTH) {
      throw new InvalidTokenException("the token is too long");
    }
    return introspection != null && !CompactToken.isCompact(token)
        ? introspection.verify(token)
        : verify(CompactToken.parse(token));
  }

  private VerifiedToken verify(CompactToken token) {
    Trusted trusted = trusted(token.claims().get("iss"));
    trusted.rules().checkType(token);
    IssuerKey key = signer(token, trusted);
    return trusted.claims().read(new Claims(token.claims()), token.digest(), key.thumbprint());
  }

  private Trusted trusted(@Nullable Object issuer) {
    Trusted trusted = issuer instanceof String name ? issuers.get(name) : null;
    if (trusted == null) {
      throw new InvalidTokenException("the issuer is not trusted");
    }
    return trusted;
  }

  private static IssuerKey signer(CompactToken token, Trusted trusted) {
    String algorithm = token.headerText("alg");
    if (algorithm == null || !trusted.algorithms().contains(algorithm)) {
      throw new InvalidTokenException("the token's algorithm is not allowed");
    }
    for (IssuerKey key : trusted.keys().candidates(token.headerText("kid"), algorithm)) {
      if (key.verifies(algorithm, token.signingInput(), token.signature())) {
        return key;
      }
    }
    throw new InvalidTokenException("the token's signature cannot be verified");
  }

  /// Whether a token that was verified once may be taken for verified still: its key has not been
  /// withdrawn. Its end is for the one who remembers it to check.
  public boolean stillHolds(VerifiedToken token) {
    Trusted trusted = issuers.get(token.issuer());
    String key = token.key();
    return trusted != null && key != null && trusted.keys().holds(key);
  }
}

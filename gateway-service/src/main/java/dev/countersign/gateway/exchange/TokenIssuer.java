package dev.countersign.gateway.exchange;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.service.identity.IssuerSettings;
import dev.countersign.service.identity.LocalIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// Gives short-lived access tokens (RFC 9068) for verified assertions.
///
/// Each provider's people have an issuer of their own, so the same name at two providers is two
/// subjects. A token names the assertion it was given for by digest. Thread-safe.
final class TokenIssuer {
  private final TokenKey key;
  private final URI resource;
  private final Duration lifetime;
  private final Clock clock;

  TokenIssuer(TokenKey key, URI resource, Duration lifetime, Clock clock) {
    this.key = key;
    this.resource = resource;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /// A token and when it ends.
  record Issued(String token, Instant end, Duration lifetime) {
    @Override
    public String toString() {
      return "Issued[" + end + "]";
    }
  }

  Issued issue(VerifiedAssertion assertion, String audience) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(lifetime);
    Instant session = assertion.sessionEnd();
    if (session != null && session.isBefore(end)) {
      end = session.truncatedTo(ChronoUnit.SECONDS);
    }
    if (!end.isAfter(now)) {
      throw new InvalidAssertionException("its session has ended");
    }
    return new Issued(sign(claims(assertion, audience, now, end)), end, Duration.between(now, end));
  }

  private JWTClaimsSet claims(
      VerifiedAssertion assertion, String audience, Instant now, Instant end) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuerOf(assertion.provider()))
            .subject(assertion.subject())
            .audience(audience)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(end))
            .claim("groups", assertion.groups())
            .claim("kind", "person")
            .claim("saml_assertion", assertion.digest().toString());
    if (assertion.authnContext() != null) {
      claims.claim("acr", assertion.authnContext());
    }
    Instant authenticated = assertion.authnInstant();
    if (authenticated != null) {
      claims.claim("auth_time", authenticated.getEpochSecond());
    }
    return claims.build();
  }

  private String sign(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(key.id())
                  .build(),
              claims);
      token.sign(new ECDSASigner(key.reveal()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the token cannot be signed", e);
    }
  }

  String jwks() {
    return key.jwks();
  }

  private String issuerOf(SamlSettings.Provider provider) {
    return resource + "/oauth2/" + provider.name();
  }

  /// How the gateway itself reads the tokens of a provider's people.
  LocalIssuer local(SamlSettings.Provider provider) {
    return new LocalIssuer(
        new IssuerSettings(
            issuerOf(provider),
            URI.create(resource + "/oauth2/jwks"),
            List.of(),
            List.of("ES256"),
            null,
            true,
            List.of(),
            "sub",
            List.of("groups"),
            "",
            List.of(),
            List.of(),
            null,
            "subject",
            List.of()),
        jwks());
  }
}

package dev.countersign.service.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/// The rules for a token's claims (RFC 9068 §4): type, issuer, audience, times; an expiry must
/// exist.
final class TokenRules {
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private TokenRules() {}

  static OAuth2TokenValidator<Jwt> of(String issuer, String audience, Duration skew, Clock clock) {
    JwtTimestampValidator times = new JwtTimestampValidator(skew);
    times.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        new JwtIssuerValidator(issuer),
        rule("the token is not an access token", TokenRules::isAccessToken),
        rule(
            "the token is not meant for this audience",
            jwt -> jwt.getAudience() != null && jwt.getAudience().contains(audience)),
        rule("the token has no expiry", jwt -> jwt.getExpiresAt() != null),
        rule("the token has no subject", jwt -> !isBlank(jwt.getSubject())),
        times);
  }

  private static boolean isAccessToken(Jwt jwt) {
    Object type = jwt.getHeaders().get("typ");
    return type == null || TYPES.contains(type.toString().toLowerCase(Locale.ROOT));
  }

  private static boolean isBlank(@org.jspecify.annotations.Nullable String text) {
    return text == null || text.isBlank();
  }

  private static OAuth2TokenValidator<Jwt> rule(
      String otherwise, java.util.function.Predicate<Jwt> holds) {
    OAuth2Error error = new OAuth2Error("invalid_token", otherwise, null);
    return jwt ->
        holds.test(jwt)
            ? OAuth2TokenValidatorResult.success()
            : OAuth2TokenValidatorResult.failure(error);
  }
}

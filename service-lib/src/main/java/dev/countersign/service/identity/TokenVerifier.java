package dev.countersign.service.identity;

import com.nimbusds.jwt.JWTParser;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Verifies access tokens: JWTs of the configured issuers (RFC 7519, RFC 9068).
///
/// Guarantees of a token that passes: signed by a key of the issuer it names, with an allowed
/// asymmetric algorithm; meant for our audience; within its times. Does not ask the issuer whether
/// it was revoked. Thread-safe. Keys are cached and fetched anew when an unknown key id arrives.
public final class TokenVerifier {
  static final int MAX_LENGTH = 16 * 1024;

  private final Map<String, JwtDecoder> decoders;

  public TokenVerifier(TokenSettings settings, Clock clock) {
    this.decoders =
        settings.issuers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    TokenSettings.Issuer::issuer, issuer -> decoder(issuer, settings, clock)));
  }

  /// Verifies a compact token.
  ///
  /// @throws InvalidTokenException when anything about the token does not hold
  public VerifiedToken verify(String compact) {
    if (compact.length() > MAX_LENGTH) {
      throw new InvalidTokenException("the token is too long");
    }
    JwtDecoder decoder = decoders.get(issuerOf(compact));
    if (decoder == null) {
      throw new InvalidTokenException("the issuer is not trusted");
    }
    Digest digest = Digest.of(compact.getBytes(StandardCharsets.UTF_8));
    return TokenClaims.read(decode(decoder, compact), digest);
  }

  private static Jwt decode(JwtDecoder decoder, String compact) {
    try {
      return decoder.decode(compact);
    } catch (JwtValidationException e) {
      throw new InvalidTokenException(
          e.getErrors().stream().map(OAuth2Error::getDescription).findFirst().orElse("not valid"));
    } catch (JwtException e) {
      throw new InvalidTokenException("the token's signature cannot be verified");
    }
  }

  private static @Nullable String issuerOf(String compact) {
    try {
      String issuer = JWTParser.parse(compact).getJWTClaimsSet().getIssuer();
      return issuer == null ? "" : issuer;
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      throw new InvalidTokenException("not a JWT");
    }
  }

  private static JwtDecoder decoder(
      TokenSettings.Issuer issuer, TokenSettings settings, Clock clock) {
    List<SignatureAlgorithm> algorithms =
        settings.algorithms().stream().map(SignatureAlgorithm::from).toList();
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(issuer.jwks().toString())
            .jwsAlgorithms(allowed -> allowed.addAll(algorithms))
            .validateType(false)
            .build();
    decoder.setJwtValidator(
        TokenRules.of(issuer.issuer(), settings.audience(), settings.clockSkew(), clock));
    return decoder;
  }
}

package dev.countersign.service.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whose tokens are accepted.
///
/// @param issuers the trusted issuers
/// @param audience what a token must name in `aud`, where its issuer has no audiences of its own
/// @param resource the address callers know us by (RFC 8707): it counts as an audience, and an
///   address below it as one for that connection only
/// @param algorithms signature algorithms accepted; `none` and HMAC cannot be configured
/// @param clockSkew tolerated difference between an issuer's clock and ours
/// @param keys how issuers' keys are fetched and for how long they count
/// @param introspection who is asked about tokens that are no JWTs (RFC 7662); absent: they are
///   refused
@Validated
@ConfigurationProperties(prefix = "countersign.tokens", ignoreUnknownFields = false)
public record TokenSettings(
    @NotEmpty List<@Valid IssuerSettings> issuers,
    @NotBlank String audience,
    @Nullable URI resource,
    @DefaultValue({"RS256", "ES256"}) @NotEmpty List<@SignatureAlgorithmName String> algorithms,
    @DefaultValue("30s") @DurationMin(seconds = 0) @DurationMax(minutes = 5) Duration clockSkew,
    @DefaultValue @Valid KeySettings keys,
    @Nullable @Valid IntrospectionSettings introspection) {
  public TokenSettings {
    issuers = List.copyOf(issuers);
    algorithms = List.copyOf(algorithms);
  }

  /// Settings with nothing but what must be said.
  public static TokenSettings of(String audience, IssuerSettings... issuers) {
    return new TokenSettings(
        List.of(issuers),
        audience,
        null,
        List.of("RS256", "ES256"),
        Duration.ofSeconds(30),
        KeySettings.DEFAULT,
        null);
  }

  List<String> audiencesOf(IssuerSettings issuer) {
    return issuer.audiences().isEmpty() ? List.of(audience) : issuer.audiences();
  }

  List<String> algorithmsOf(IssuerSettings issuer) {
    return issuer.algorithms().isEmpty() ? algorithms : issuer.algorithms();
  }

  Duration skewOf(IssuerSettings issuer) {
    Duration own = issuer.clockSkew();
    return own == null ? clockSkew : own;
  }
}

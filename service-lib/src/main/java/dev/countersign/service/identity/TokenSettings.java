package dev.countersign.service.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whose tokens are accepted.
///
/// @param issuers the trusted issuers, each with the address of its JWK Set
/// @param audience a token must name it in `aud`
/// @param algorithms signature algorithms accepted; `none` and HMAC cannot be configured
/// @param clockSkew tolerated difference between the issuer's clock and ours
@Validated
@ConfigurationProperties(prefix = "countersign.tokens", ignoreUnknownFields = false)
public record TokenSettings(
    @NotEmpty List<@Valid Issuer> issuers,
    @NotBlank String audience,
    @DefaultValue({"RS256", "ES256"}) @NotEmpty
        List<@Pattern(regexp = "(RS|PS|ES)(256|384|512)") String> algorithms,
    @DefaultValue("30s") Duration clockSkew) {

  /// One trusted issuer.
  public record Issuer(@NotBlank String issuer, @NotNull URI jwks) {}
}

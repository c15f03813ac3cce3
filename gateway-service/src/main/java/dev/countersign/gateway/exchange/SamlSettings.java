package dev.countersign.gateway.exchange;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whose SAML assertions are exchanged, and for what tokens.
///
/// @param enabled whether there is a token endpoint at all
/// @param providers the trusted identity providers
/// @param audience what an assertion must be meant for; absent: our address
/// @param recipient where it must be meant to be sent; absent: our address and `/oauth2/token`
/// @param tokenLifetime how long a token lives
/// @param maxAge how long after its making an assertion is taken
/// @param clockSkew tolerated difference between a provider's clock and ours
/// @param rememberAtMost how many assertions are remembered per `maxAge`; more are refused
/// @param key the file with the key that signs tokens, shared by all replicas; made when it is not
///   there; absent: `keys/tokens.jwk` beside the writer's key
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.saml", ignoreUnknownFields = false)
public record SamlSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue List<@Valid Provider> providers,
    @Nullable String audience,
    @Nullable URI recipient,
    @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(hours = 1) Duration tokenLifetime,
    @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(hours = 1) Duration maxAge,
    @DefaultValue("30s") @DurationMin(seconds = 0) @DurationMax(minutes = 5) Duration clockSkew,
    @DefaultValue("100000") @Min(1) @Max(10_000_000) int rememberAtMost,
    @Nullable Path key) {
  public SamlSettings {
    providers = List.copyOf(providers);
  }

  /// One identity provider.
  ///
  /// @param name the last part of the issuer of its people's tokens, `…/oauth2/<name>`
  /// @param entityId its assertions' `Issuer`, character for character
  /// @param certificates files with the certificates (PEM) of the keys it signs with; two while it
  ///   changes its key. Only their keys count: neither their dates nor who issued them
  /// @param subject the attribute with the subject's id; absent: the `NameID`
  /// @param groups attributes with the subject's groups
  /// @param groupPrefix put in front of each group, so that providers do not share names
  public record Provider(
      @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String name,
      @NotBlank String entityId,
      @NotEmpty List<@NotNull Path> certificates,
      @Nullable String subject,
      @DefaultValue("groups") List<@NotBlank String> groups,
      @DefaultValue("") String groupPrefix) {
    public Provider {
      certificates = List.copyOf(certificates);
      groups = List.copyOf(groups);
    }
  }
}

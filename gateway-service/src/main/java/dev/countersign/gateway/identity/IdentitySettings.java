package dev.countersign.gateway.identity;

import dev.countersign.service.identity.DpopSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How callers are identified.
///
/// @param rememberFor a token is verified anew after this time at the latest
/// @param rememberAtMost how many tokens are remembered
/// @param dpop how proofs of possession are judged
/// @param certificates where client certificates come from
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.identity", ignoreUnknownFields = false)
public record IdentitySettings(
    @DefaultValue("60s") @DurationMin(millis = 0) @DurationMax(seconds = 60) Duration rememberFor,
    @DefaultValue("10000") @Min(0) @Max(1_000_000) long rememberAtMost,
    @DefaultValue @Valid DpopSettings dpop,
    @DefaultValue @Valid Certificates certificates) {

  /// Where a caller's certificate comes from, besides the connection itself.
  ///
  /// @param header the header field in which a proxy hands the certificate on (RFC 9440, or a PEM
  ///   block percent-encoded); absent: none is believed
  /// @param proxies the addresses of the proxies that are believed, like `10.0.0.7` or
  ///   `10.1.0.0/16`
  public record Certificates(
      @Nullable @Pattern(regexp = "[A-Za-z0-9-]+") String header,
      @DefaultValue List<@NotBlank String> proxies) {
    public static final Certificates NONE = new Certificates(null, List.of());

    public Certificates {
      proxies = List.copyOf(proxies);
    }
  }

  public static IdentitySettings remembering(Duration time, long atMost) {
    return new IdentitySettings(time, atMost, DpopSettings.DEFAULT, Certificates.NONE);
  }
}

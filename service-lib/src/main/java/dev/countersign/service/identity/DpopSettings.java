package dev.countersign.service.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How DPoP proofs are judged (RFC 9449).
///
/// @param algorithms what a proof may be signed with
/// @param maxAge how old a proof may be
/// @param clockSkew how far in the future its making may lie
/// @param rememberAtMost how many proofs are remembered per `maxAge`; more are refused
public record DpopSettings(
    @DefaultValue({"ES256", "RS256", "EdDSA"}) @NotEmpty
        List<@SignatureAlgorithmName String> algorithms,
    @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration maxAge,
    @DefaultValue("5s") @DurationMin(seconds = 0) @DurationMax(minutes = 1) Duration clockSkew,
    @DefaultValue("200000") @Min(1) @Max(10_000_000) int rememberAtMost) {
  public static final DpopSettings DEFAULT =
      new DpopSettings(
          List.of("ES256", "RS256", "EdDSA"),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          200_000);

  public DpopSettings {
    algorithms = List.copyOf(algorithms);
  }
}

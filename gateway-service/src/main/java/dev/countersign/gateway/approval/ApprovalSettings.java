package dev.countersign.gateway.approval;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How approvals are asked for and used.
///
/// @param url where the approval-service answers
/// @param clientId how this gateway is known at the issuer
/// @param clientSecret its secret there
/// @param tokenUrl where the issuer gives tokens
/// @param scope what the token is asked for
/// @param connectTimeout until a socket to either is open
/// @param readTimeout until either answers
/// @param holdAtMost the longest a call is held, whatever the caller prefers
/// @param heldAtMost how many calls are held at a time
/// @param retryAfter when a caller should ask again
/// @param shownAtMost bytes of arguments that people can be asked to judge
/// @param rememberAtMost how many own requests are remembered, to be taken up again
/// @param lookForCallerEvery how often a held call looks whether its caller is still there
/// @param glassWithin how long a call that breaks the glass waits to be let through
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.approvals", ignoreUnknownFields = false)
public record ApprovalSettings(
    @NotNull URI url,
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @NotNull URI tokenUrl,
    @DefaultValue("countersign.consume") @NotBlank String scope,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration connectTimeout,
    @DefaultValue("5s") @DurationMin(millis = 1) Duration readTimeout,
    @DefaultValue("60s") @DurationMin(millis = 0) Duration holdAtMost,
    @DefaultValue("1000") @Min(0) @Max(100_000) int heldAtMost,
    @DefaultValue("5s") @DurationMin(seconds = 1) Duration retryAfter,
    @DefaultValue("262144") @Min(1024) @Max(524_288) int shownAtMost,
    @DefaultValue("10000") @Min(0) @Max(1_000_000) long rememberAtMost,
    @DefaultValue("2s") @DurationMin(millis = 100) Duration lookForCallerEvery,
    @DefaultValue("10s") @DurationMin(seconds = 1) Duration glassWithin) {

  /// Leaves the secret out.
  @Override
  public String toString() {
    return "ApprovalSettings[" + url + "]";
  }
}

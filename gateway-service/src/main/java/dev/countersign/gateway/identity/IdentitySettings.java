package dev.countersign.gateway.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long a verified token is remembered.
///
/// @param rememberFor a token is verified anew after this time at the latest
/// @param rememberAtMost how many tokens are remembered
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.identity", ignoreUnknownFields = false)
public record IdentitySettings(
    @DefaultValue("60s") @DurationMin(millis = 0) @DurationMax(seconds = 60) Duration rememberFor,
    @DefaultValue("10000") @Min(0) @Max(1_000_000) long rememberAtMost) {}

package dev.countersign.gateway.policy.authzen;

import dev.countersign.gateway.config.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The decision point that is asked in addition.
///
/// @param url its access evaluation endpoint; absent: nobody is asked
/// @param token the bearer token that it wants to see
/// @param timeout for the whole exchange
/// @param maxConcurrent how many questions may be under way; one more is a no
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.policy.authzen", ignoreUnknownFields = false)
public record AuthZenSettings(
    @Nullable URI url,
    @Nullable Secret token,
    @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(seconds = 10) Duration timeout,
    @DefaultValue("256") @Min(1) @Max(10_000) int maxConcurrent) {}

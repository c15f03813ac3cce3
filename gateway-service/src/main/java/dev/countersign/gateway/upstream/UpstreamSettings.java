package dev.countersign.gateway.upstream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The HTTP connections to one upstream.
///
/// @param connections open connections, used and idle; a call that finds none waits for one
/// @param idleFor an unused connection is closed after this time
/// @param maxHeaders header fields of an answer
/// @param maxHeaderLine bytes of one header line of an answer
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.upstream", ignoreUnknownFields = false)
public record UpstreamSettings(
    @DefaultValue("200") @Min(1) @Max(100_000) int connections,
    @DefaultValue("30s") @DurationMin(millis = 1) Duration idleFor,
    @DefaultValue("100") @Min(1) @Max(10_000) int maxHeaders,
    @DefaultValue("16384") @Min(256) @Max(1_048_576) int maxHeaderLine) {}

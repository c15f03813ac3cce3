package dev.countersign.gateway.policy.usage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much is remembered of what callers used.
///
/// @param maxEntries of callers with functions; about 1 KB each, more with quotas
/// @param remember how long after its last use a function counts as used before
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.usage", ignoreUnknownFields = false)
public record UsageSettings(
    @DefaultValue("50000") @Min(1) @Max(10_000_000) int maxEntries,
    @DefaultValue("30d") Duration remember) {}

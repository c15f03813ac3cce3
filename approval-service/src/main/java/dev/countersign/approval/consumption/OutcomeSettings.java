package dev.countersign.approval.consumption;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long it is kept how a call ended.
///
/// @param keep after the use of an approval; a call repeated later is told only who used it
@Validated
@ConfigurationProperties(prefix = "countersign.approval.outcome", ignoreUnknownFields = false)
record OutcomeSettings(
    @DefaultValue("24h") @DurationMin(seconds = 1) @DurationMax(days = 31) Duration keep) {}

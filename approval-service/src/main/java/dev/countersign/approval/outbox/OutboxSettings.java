package dev.countersign.approval.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How messages are sent.
///
/// @param pollEvery how often to look for messages that another replica, or an earlier life of this
///   one, left behind; one's own are sent at once
/// @param batch how many are sent before they are taken off the table
@Validated
@ConfigurationProperties(prefix = "countersign.approval.outbox", ignoreUnknownFields = false)
record OutboxSettings(
    @DefaultValue("1s") @DurationMin(millis = 10) Duration pollEvery,
    @DefaultValue("50") @Min(1) @Max(1000) int batch) {}

package dev.countersign.approval.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How live lists are served.
///
/// @param listeners how many may listen at a time; more are answered 503
/// @param pollEvery how often to look for what other replicas changed
/// @param behind how many events a listener may be behind before its stream is ended
/// @param heartbeat how often a silent stream says that it lives
/// @param keep how long events are kept for those who come back
@Validated
@ConfigurationProperties(prefix = "countersign.approval.live", ignoreUnknownFields = false)
record LiveSettings(
    @DefaultValue("200") @Min(0) @Max(10_000) int listeners,
    @DefaultValue("500ms") @DurationMin(millis = 10) Duration pollEvery,
    @DefaultValue("256") @Min(1) @Max(10_000) int behind,
    @DefaultValue("15s") @DurationMin(millis = 100) Duration heartbeat,
    @DefaultValue("24h") @DurationMin(minutes = 1) Duration keep) {}

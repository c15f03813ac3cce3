package dev.countersign.gateway.recording;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What recordings promise and how calls are grouped.
///
/// @param mergeWithin a receipt promises that the intent is in the log after this time
/// @param sessionIdle a session that saw no call for this time is forgotten
/// @param sessionsAtMost how many sessions are remembered
/// @param proofs whether the recording of a call keeps what proves how its answer was masked
@Validated
@ConfigurationProperties(prefix = "countersign.gateway.recording", ignoreUnknownFields = false)
public record RecordingSettings(
    @DefaultValue("1h") @DurationMin(seconds = 1) Duration mergeWithin,
    @DefaultValue("24h") @DurationMin(seconds = 1) Duration sessionIdle,
    @DefaultValue("100000") @Min(1) @Max(10_000_000) long sessionsAtMost,
    @DefaultValue("false") boolean proofs) {}

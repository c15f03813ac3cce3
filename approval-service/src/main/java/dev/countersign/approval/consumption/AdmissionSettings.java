package dev.countersign.approval.consumption;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How often one requester may ask people.
///
/// @param window over which requests are counted
/// @param requests how many a requester may make in a window; more are answered 429
/// @param lookBack how old an open approval may be that a call takes up again
/// @param candidates how many open approvals of a requester a gateway is shown
@Validated
@ConfigurationProperties(prefix = "countersign.approval.admission", ignoreUnknownFields = false)
record AdmissionSettings(
    @DefaultValue("10m") @DurationMin(seconds = 1) Duration window,
    @DefaultValue("60") @Min(1) @Max(1_000_000) int requests,
    @DefaultValue("31d") @DurationMin(seconds = 1) Duration lookBack,
    @DefaultValue("100") @Min(1) @Max(1000) int candidates) {}

package dev.countersign.approval.expiry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How expiry is swept. It is enforced at every use whether or not the sweep has come by.
///
/// @param sweepEvery pause between two sweeps
/// @param batch how many approvals are looked up at a time
@Validated
@ConfigurationProperties(prefix = "countersign.approval.expiry", ignoreUnknownFields = false)
record ExpirySettings(
    @DefaultValue("1s") @DurationMin(millis = 10) Duration sweepEvery,
    @DefaultValue("100") @Min(1) @Max(1000) int batch) {}

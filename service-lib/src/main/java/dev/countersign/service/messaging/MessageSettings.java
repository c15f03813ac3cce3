package dev.countersign.service.messaging;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How patient messaging is.
///
/// @param deliverWithin after this time a message that is not acknowledged counts as failed
/// @param retryEvery pause before a message that could not be handled is tried again
@Validated
@ConfigurationProperties(prefix = "countersign.messages", ignoreUnknownFields = false)
public record MessageSettings(
    @DefaultValue("5s") @DurationMin(millis = 100) Duration deliverWithin,
    @DefaultValue("1s") @DurationMin(millis = 10) Duration retryEvery) {}

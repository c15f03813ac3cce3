package dev.countersign.replay.erasure;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who may have recordings erased, and who knows what is held.
///
/// @param keepers groups; whoever is in one of them may have recordings erased
/// @param auditUrl the audit-service, which knows the legal holds; without it nothing is erased
/// @param holdsWithin how long it may take to tell them
@Validated
@ConfigurationProperties(prefix = "countersign.erasure", ignoreUnknownFields = false)
record ErasureSettings(
    @DefaultValue("evidence-keepers") @NotEmpty Set<String> keepers,
    @Nullable URI auditUrl,
    @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration holdsWithin) {}

package dev.countersign.service.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who is asked about opaque tokens (RFC 7662).
///
/// @param uri the introspection endpoint
/// @param clientId how we are known there
/// @param clientSecretFile the file that holds our secret there
/// @param as whose tokens they are, and how the answer is read; its keys are not used
/// @param timeout how long an answer may take
/// @param cacheFor how long an answer counts, never beyond the token's end; a token that is revoked
///   counts for that much longer
/// @param cacheAtMost how many answers are kept
/// @param concurrent how many questions may be under way
public record IntrospectionSettings(
    @NotNull URI uri,
    @NotBlank String clientId,
    @NotNull Path clientSecretFile,
    @NotNull @Valid IssuerSettings as,
    @DefaultValue("3s") @DurationMin(millis = 100) @DurationMax(seconds = 30) Duration timeout,
    @DefaultValue("10s") @DurationMin(millis = 0) @DurationMax(minutes = 5) Duration cacheFor,
    @DefaultValue("10000") @Min(0) @Max(1_000_000) long cacheAtMost,
    @DefaultValue("64") @Min(1) @Max(10_000) int concurrent) {}

package dev.countersign.service.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How this service writes evidence.
///
/// @param writer the name of this process's chain; two replicas have two names
/// @param state a private directory: the signing key, the chain's last end
/// @param trust the directory of public keys, one JWK Set per writer
/// @param acknowledgeWithin after this time a record that is not acknowledged counts as failed
/// @param reopenEvery pause between attempts to open a new epoch
/// @param heartbeatEvery how often a record says that this writer lives
@Validated
@ConfigurationProperties(prefix = "countersign.evidence", ignoreUnknownFields = false)
public record EvidenceSettings(
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String writer,
    @NotNull Path state,
    @NotNull Path trust,
    @DefaultValue("5s") @DurationMin(millis = 100) Duration acknowledgeWithin,
    @DefaultValue("500ms") @DurationMin(millis = 10) Duration reopenEvery,
    @DefaultValue("10s") @DurationMin(millis = 100) Duration heartbeatEvery) {}

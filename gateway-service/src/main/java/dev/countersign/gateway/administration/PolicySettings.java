package dev.countersign.gateway.administration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the policy changes while the gateway runs.
///
/// @param watchEvery how often the file is looked at; zero: never
/// @param groups whose members may read and change the policy; none: nobody may
/// @param versions the directory of the versions that were in force; absent: `policies` in the
///   directory of this writer's evidence state
/// @param keepVersions how many of them are kept
@Validated
@ConfigurationProperties(
    prefix = "countersign.gateway.policy.administration",
    ignoreUnknownFields = false)
public record PolicySettings(
    @DefaultValue("2s") @DurationMin(millis = 0) Duration watchEvery,
    @DefaultValue Set<String> groups,
    @Nullable Path versions,
    @DefaultValue("50") @Min(1) @Max(10_000) int keepVersions) {
  public PolicySettings {
    groups = Set.copyOf(groups);
  }
}

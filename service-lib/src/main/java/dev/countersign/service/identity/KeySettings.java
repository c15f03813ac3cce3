package dev.countersign.service.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How issuers' keys are fetched and for how long they count.
///
/// A key that its issuer withdraws counts for twice `refreshEvery` at most while the issuer's keys
/// can be fetched, and for `keepFor` while they cannot.
///
/// @param refreshEvery how old a key set may be before it is fetched anew
/// @param keepFor how long the last key set counts while no other can be had
/// @param refetchEvery how often an unknown key id may cause a fetch
/// @param timeout how long a fetch may take
/// @param maxBytes the largest key set
/// @param directory where the last key sets are kept over a restart; absent: nowhere
public record KeySettings(
    @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration refreshEvery,
    @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(hours = 24) Duration keepFor,
    @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration refetchEvery,
    @DefaultValue("3s") @DurationMin(millis = 100) @DurationMax(seconds = 30) Duration timeout,
    @DefaultValue("262144") @Min(1024) @Max(4_194_304) int maxBytes,
    @Nullable Path directory) {
  public static final KeySettings DEFAULT =
      new KeySettings(
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          262_144,
          null);
}

package dev.countersign.audit.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The settings of the audit-service.
///
/// @param origin the log's name in its checkpoints; it never changes in a log's life
/// @param readers the groups whose members may read evidence
/// @param checkpointEvery how often new records are put under a signed checkpoint
/// @param retryStoppedEvery how often a message that stopped its partition is looked at again
@Validated
@ConfigurationProperties(prefix = "countersign.audit", ignoreUnknownFields = false)
public record AuditSettings(
    @DefaultValue("countersign.dev/log") @NotBlank String origin,
    @DefaultValue("auditors") @NotEmpty List<@NotBlank String> readers,
    @DefaultValue("500ms") @DurationMin(millis = 50) Duration checkpointEvery,
    @DefaultValue("5s") @DurationMin(millis = 100) Duration retryStoppedEvery,
    @DefaultValue @Valid Sweep sweep) {
  public AuditSettings {
    readers = List.copyOf(readers);
  }

  /// When a call whose outcome nobody wrote is closed as `unknown`.
  ///
  /// @param every how often open calls are looked at
  /// @param epochGrace how long after its writer opened a newer epoch an old call is left open
  /// @param deadlineGrace how long after its deadline a call is left open
  public record Sweep(
      @DefaultValue("1s") @DurationMin(millis = 50) Duration every,
      @DefaultValue("10s") @DurationMin(millis = 0) Duration epochGrace,
      @DefaultValue("5s") @DurationMin(millis = 0) Duration deadlineGrace) {}
}

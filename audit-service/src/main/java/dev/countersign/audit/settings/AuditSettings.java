package dev.countersign.audit.settings;

import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignatureType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The settings of the audit-service.
///
/// @param origin the log's name in its checkpoints; it never changes in a log's life
/// @param readers the groups whose members may read evidence
/// @param keepers the groups whose members may place and release holds, and set messages aside
/// @param checkpointEvery how often new records are put under a signed checkpoint
/// @param retryStoppedEvery how often a message that stopped its partition is looked at again
/// @param heartbeatEvery how often a writer at least writes; one that is silent for three times as
///   long is missed. Not shorter than any writer's `countersign.evidence.heartbeat-every`
/// @param witnesses who is asked to cosign checkpoints
/// @param cosignEvery how often they are asked at most
/// @param untrustedPolicies how many policy documents are kept that no trusted key published and no
///   record cites yet
/// @param searchArguments whether the words of masked arguments are kept for searching
/// @param receiptsPerMinute how many receipts a subject may redeem in a minute at one replica
/// @param cosignWithin after this time a witness that has not answered is left alone
/// @param timestamps who is asked to timestamp checkpoints
@Validated
@ConfigurationProperties(prefix = "countersign.audit", ignoreUnknownFields = false)
public record AuditSettings(
    @DefaultValue("countersign.dev/log") @NotBlank String origin,
    @DefaultValue("auditors") @NotEmpty List<@NotBlank String> readers,
    @DefaultValue("evidence-keepers") @NotEmpty List<@NotBlank String> keepers,
    @DefaultValue("500ms") @DurationMin(millis = 50) Duration checkpointEvery,
    @DefaultValue("5s") @DurationMin(millis = 100) Duration retryStoppedEvery,
    @DefaultValue("60s") @DurationMin(millis = 100) Duration heartbeatEvery,
    @DefaultValue @Valid Sweep sweep,
    @DefaultValue @Valid Retention retention,
    @DefaultValue List<@Valid Witness> witnesses,
    @DefaultValue("10s") @DurationMin(millis = 50) Duration cosignEvery,
    @DefaultValue("5s") @DurationMin(millis = 50) Duration cosignWithin,
    @DefaultValue("100") @Min(0) int untrustedPolicies,
    @DefaultValue("true") boolean searchArguments,
    @DefaultValue("60") @Min(1) int receiptsPerMinute,
    @DefaultValue @Valid Timestamps timestamps) {
  public AuditSettings {
    readers = List.copyOf(readers);
    keepers = List.copyOf(keepers);
    witnesses = List.copyOf(witnesses);
    if (witnesses.stream().map(Witness::noteKey).distinct().count() < witnesses.size()) {
      throw new IllegalArgumentException("witnesses: one key twice (expected: each once)");
    }
  }

  /// After which time without a record a writer is missed.
  public Duration silence() {
    return heartbeatEvery.multipliedBy(3);
  }

  /// A witness that is asked to cosign checkpoints.
  ///
  /// @param key its note key, as `countersign witness` prints it
  /// @param url its submission prefix: `add-checkpoint` stands below it
  public record Witness(@NotBlank String key, @NotNull URI url) {
    public Witness {
      if (NoteKey.parse(key).type() != SignatureType.COSIGNATURE) {
        throw new IllegalArgumentException("witnesses: key of another type (expected: 0x04)");
      }
      if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
        throw new IllegalArgumentException("witnesses: url: " + url + " (expected: http or https)");
      }
    }

    public NoteKey noteKey() {
      return NoteKey.parse(key);
    }
  }

  /// A timestamp authority (RFC 3161).
  ///
  /// @param url where it answers; nobody is asked where there is none
  /// @param every how often it is asked, exports apart
  /// @param within after this time an authority that has not answered is left alone
  public record Timestamps(
      @Nullable URI url,
      @DefaultValue("1h") @DurationMin(millis = 100) Duration every,
      @DefaultValue("10s") @DurationMin(millis = 50) Duration within) {
    public Timestamps {
      if (url != null && !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
        throw new IllegalArgumentException(
            "timestamps: url: " + url + " (expected: http or https)");
      }
    }
  }

  /// How long records are kept. Nothing is pruned unless a class says how long it is kept.
  ///
  /// @param classes how long the records of each class are kept after their integration; a class
  ///   without an entry is kept for ever
  /// @param connections the class of each connection's records; `standard` where none is named
  /// @param every how often it is looked whether something is due
  public record Retention(
      @DefaultValue Map<String, Period> classes,
      @DefaultValue Map<String, String> connections,
      @DefaultValue("1h") @DurationMin(millis = 100) Duration every) {
    /// The class of connections that name none.
    public static final String STANDARD = "standard";

    /// The class of records that belong to no connection.
    public static final String LOG = "log";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,30}");

    public Retention {
      classes = Map.copyOf(classes);
      connections = Map.copyOf(connections);
      classes.forEach((name, keep) -> {
        requireName(name);
        if (name.equals(LOG)) {
          throw new IllegalArgumentException(
              "retention.classes.log: records that belong to no connection are kept for ever");
        }
        if (keep.isNegative() || keep.isZero()) {
          throw new IllegalArgumentException(
              "retention.classes.%s: %s (expected: more than nothing)".formatted(name, keep));
        }
      });
      connections.values().forEach(Retention::requireName);
    }

    /// The class of a connection's records.
    public String of(@Nullable String connection) {
      return connection == null ? STANDARD : connections.getOrDefault(connection, STANDARD);
    }

    private static void requireName(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "retention class: %s (expected: lower-case letters and digits)".formatted(name));
      }
    }
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

package dev.countersign.evidence.verify;

import dev.countersign.evidence.note.WitnessPolicy;
import dev.countersign.evidence.timestamp.TimestampAuthorities;
import java.time.Duration;
import java.util.Optional;

/// How to verify.
///
/// @param hashOnly skips the signatures of records, which is quick: what the checkpoint covers is
///   then believed to be what the writers signed. Everything else is checked, the checkpoint's
///   signature too
/// @param heartbeatEvery how often writers say that they live; zero asks for no heartbeats
/// @param witnesses whose signatures the newest checkpoint must carry
/// @param authorities one of whom must have timestamped a checkpoint
public record VerifierSettings(
    boolean hashOnly,
    Duration heartbeatEvery,
    Optional<WitnessPolicy> witnesses,
    Optional<TimestampAuthorities> authorities) {
  /// Checks everything; writers beat every minute.
  public static final VerifierSettings DEFAULTS =
      new VerifierSettings(false, Duration.ofSeconds(60), Optional.empty());

  /// Asks for no witnesses and no authorities.
  public VerifierSettings(
      boolean hashOnly, Duration heartbeatEvery, Optional<WitnessPolicy> witnesses) {
    this(hashOnly, heartbeatEvery, witnesses, Optional.empty());
  }

  /// The same, asking for the signatures of a policy as well.
  public VerifierSettings with(WitnessPolicy policy) {
    return new VerifierSettings(hashOnly, heartbeatEvery, Optional.of(policy), authorities);
  }

  /// The same, asking for a timestamp by one of these authorities as well.
  public VerifierSettings with(TimestampAuthorities named) {
    return new VerifierSettings(hashOnly, heartbeatEvery, witnesses, Optional.of(named));
  }
}

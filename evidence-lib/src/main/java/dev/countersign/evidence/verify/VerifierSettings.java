package dev.countersign.evidence.verify;

import dev.countersign.evidence.note.WitnessPolicy;
import java.time.Duration;
import java.util.Optional;

/// How to verify.
///
/// @param hashOnly skips the signatures of records, which is quick: what the checkpoint covers is
///   then believed to be what the writers signed. Everything else is checked, the checkpoint's
///   signature too
/// @param heartbeatEvery how often writers say that they live; zero asks for no heartbeats
/// @param witnesses whose signatures the newest checkpoint must carry
public record VerifierSettings(
    boolean hashOnly, Duration heartbeatEvery, Optional<WitnessPolicy> witnesses) {
  /// Checks everything; writers beat every minute.
  public static final VerifierSettings DEFAULTS =
      new VerifierSettings(false, Duration.ofSeconds(60), Optional.empty());

  /// The same, asking for the signatures of a policy as well.
  public VerifierSettings with(WitnessPolicy policy) {
    return new VerifierSettings(hashOnly, heartbeatEvery, Optional.of(policy));
  }
}

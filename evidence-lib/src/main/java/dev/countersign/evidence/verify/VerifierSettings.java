package dev.countersign.evidence.verify;

import java.time.Duration;

/// How to verify.
///
/// @param hashOnly skips the signatures of records, which is quick: what the checkpoint covers is
///   then believed to be what the writers signed. Everything else is checked, the checkpoint's
///   signature too
/// @param heartbeatEvery how often writers say that they live; zero asks for no heartbeats
public record VerifierSettings(boolean hashOnly, Duration heartbeatEvery) {
  /// Checks everything; writers beat every minute.
  public static final VerifierSettings DEFAULTS =
      new VerifierSettings(false, Duration.ofSeconds(60));
}

package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.VerificationKey;
import java.util.List;
import java.util.SortedMap;

/// What stands in a bundle after its records. What is iterated is asked for once, in order, and may
/// come as it is asked for.
///
/// @param checkpoints in ascending size, the last over all records
/// @param policies documents in ascending order of their digests, each once
/// @param timestamps in ascending size, each over a checkpoint that is there
public record BundleClosing(
    Iterable<BundleCheckpoint> checkpoints,
    List<VerificationKey> logKeys,
    SortedMap<String, List<VerificationKey>> writerKeys,
    Iterable<byte[]> policies,
    BundleRetention retention,
    Iterable<BundleTimestamp> timestamps) {
  /// Without timestamps.
  public BundleClosing(
      Iterable<BundleCheckpoint> checkpoints,
      List<VerificationKey> logKeys,
      SortedMap<String, List<VerificationKey>> writerKeys,
      Iterable<byte[]> policies,
      BundleRetention retention) {
    this(checkpoints, logKeys, writerKeys, policies, retention, List.of());
  }

  /// The same with these timestamps.
  public BundleClosing with(Iterable<BundleTimestamp> others) {
    return new BundleClosing(checkpoints, logKeys, writerKeys, policies, retention, others);
  }
}

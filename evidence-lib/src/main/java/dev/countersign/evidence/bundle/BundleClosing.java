package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.VerificationKey;
import java.util.List;
import java.util.SortedMap;

/// What stands in a bundle after its records. What is iterated is asked for once, in order, and may
/// come as it is asked for.
///
/// @param checkpoints in ascending size, the last over all records
/// @param policies documents in ascending order of their digests, each once
public record BundleClosing(
    Iterable<BundleCheckpoint> checkpoints,
    List<VerificationKey> logKeys,
    SortedMap<String, List<VerificationKey>> writerKeys,
    Iterable<byte[]> policies,
    BundleRetention retention) {}

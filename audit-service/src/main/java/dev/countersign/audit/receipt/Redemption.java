package dev.countersign.audit.receipt;

import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.evidence.log.InclusionProof;

/// What became of a receipt.
sealed interface Redemption {

  /// The promise was kept: the proof leads to the checkpoint.
  record Included(LogCheckpoint checkpoint, InclusionProof proof) implements Redemption {}

  /// It is not in the log, and there is time left.
  record Pending() implements Redemption {}

  /// The time is over, and the log under this checkpoint does not hold it.
  record Breach(LogCheckpoint checkpoint) implements Redemption {}
}

package dev.countersign.audit.proof;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Proves single records against the newest checkpoint. Thread-safe.
@Component
class Proofs {
  private final LogReader log;
  private final Checkpoints checkpoints;

  Proofs(LogReader log, Checkpoints checkpoints) {
    this.log = log;
    this.checkpoints = checkpoints;
  }

  /// The record at a leaf with its proof. One that is too new for the newest checkpoint gets a new
  /// checkpoint.
  ///
  /// What is stored is not believed: where the proof does not lead to the checkpoint's root, the
  /// caller finds out by verifying it, as it should in any case.
  Optional<ProvenRecord> prove(long leaf) {
    return log.leaf(leaf).map(this::prove);
  }

  LogCheckpoint newestCheckpoint() {
    return checkpoints.newest().orElseGet(checkpoints::advance);
  }

  private ProvenRecord prove(StoredRecord stored) {
    LogCheckpoint newest = newestCheckpoint();
    LogCheckpoint checkpoint = stored.leaf() < newest.size() ? newest : checkpoints.advance();
    return new ProvenRecord(
        stored, checkpoint, log.tree(checkpoint.size()).inclusion(stored.leaf()));
  }
}

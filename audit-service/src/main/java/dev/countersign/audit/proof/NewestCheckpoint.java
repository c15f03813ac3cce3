package dev.countersign.audit.proof;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.witness.Cosignatures;
import dev.countersign.evidence.note.SignedNote;
import org.springframework.stereotype.Component;

/// The newest checkpoint as it is handed out. Thread-safe.
@Component
public class NewestCheckpoint {
  private final Checkpoints checkpoints;
  private final Cosignatures cosignatures;

  NewestCheckpoint(Checkpoints checkpoints, Cosignatures cosignatures) {
    this.checkpoints = checkpoints;
    this.cosignatures = cosignatures;
  }

  /// How many leaves are under it.
  public long size() {
    return newest().size();
  }

  /// The signed note, with the cosignatures that are there; one that just came out has none yet.
  public SignedNote note() {
    return cosignatures.with(newest());
  }

  private LogCheckpoint newest() {
    return checkpoints.newest().orElseGet(checkpoints::advance);
  }
}

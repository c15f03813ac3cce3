package dev.countersign.audit.log;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.time.Instant;

/// A checkpoint as it is stored and published.
public record LogCheckpoint(Checkpoint checkpoint, SignedNote note, Instant createdAt) {
  public long size() {
    return checkpoint.size();
  }

  public Digest root() {
    return checkpoint.root();
  }
}

package dev.countersign.audit.proof;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.audit.witness.Cosignatures;
import dev.countersign.evidence.log.ProofFile;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Proves single records against the newest checkpoint. Thread-safe.
@Component
class Proofs {
  private final LogReader log;
  private final Checkpoints checkpoints;
  private final Cosignatures cosignatures;
  private final Timer proving;

  Proofs(LogReader log, Checkpoints checkpoints, Cosignatures cosignatures, MeterRegistry meters) {
    this.proving =
        Timer.builder("countersign.audit.proof")
            .description("Reading a record and making its proof.")
            .register(meters);
    this.log = log;
    this.checkpoints = checkpoints;
    this.cosignatures = cosignatures;
  }

  /// The record at a leaf with its proof. One that is too new for the newest checkpoint gets a new
  /// checkpoint.
  ///
  /// What is stored is not believed: where the proof does not lead to the checkpoint's root, the
  /// caller finds out by verifying it, as it should in any case.
  Optional<ProvenRecord> prove(long leaf) {
    return Objects.requireNonNull(proving.record(() -> log.leaf(leaf).map(this::prove)));
  }

  /// The proof of a leaf as a file. It needs hashes only, so it is there for every leaf there ever
  /// was, and shows nothing of its record.
  ///
  /// It leads to the newest checkpoint that witnesses cosigned, where one covers the leaf.
  Optional<ProofFile> file(long leaf) {
    SignedNote note = cosignatures.over(leaf).orElseGet(() -> over(leaf).note());
    long size = Checkpoint.parse(note.text()).size();
    if (leaf >= size) {
      return Optional.empty();
    }
    return Optional.of(new ProofFile(log.inclusion(leaf, size), note));
  }

  private ProvenRecord prove(StoredRecord stored) {
    LogCheckpoint checkpoint = over(stored.leaf());
    return new ProvenRecord(stored, checkpoint, log.inclusion(stored.leaf(), checkpoint.size()));
  }

  /// The newest checkpoint, or where it does not reach so far, a new one.
  private LogCheckpoint over(long leaf) {
    return checkpoints
        .newest()
        .filter(newest -> leaf < newest.size())
        .orElseGet(checkpoints::advance);
  }
}

package dev.countersign.witness;

import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.log.ConsistencyProof;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.Cosigner;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.NoteSignature;
import dev.countersign.evidence.note.SignedNote;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// One log as a witness knows it: the checkpoint cosigned last, in memory and in a file.
///
/// ## Guarantees
///
/// Whatever was cosigned belongs to one history, also across crashes. Looking at the size cosigned
/// last, checking the proof and storing the new checkpoint are one step under a lock of this log.
/// The new checkpoint is forced to the disk, with its folder, before its cosignature leaves.
/// Cosignatures never go back in time.
///
/// ## When the disk fails
///
/// Nothing is cosigned. Before the new state took the old one's place the next request may succeed;
/// after that it is not known which of both a crash would leave, and this log is refused until the
/// witness is started again.
final class WitnessedLog {
  private final List<NoteKey> keys;
  private final Cosigner cosigner;
  private final LogFile file;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();
  private Checkpoint last;
  private Instant lastTime;
  private boolean uncertain;

  WitnessedLog(List<NoteKey> keys, Cosigner cosigner, LogFile file, Clock clock)
      throws IOException {
    this.keys = keys;
    this.cosigner = cosigner;
    this.file = file;
    this.clock = clock;
    SignedNote stored = file.read(keys, cosigner.publicKey());
    this.last = Checkpoint.parseWithExtensions(stored.text());
    this.lastTime = LogFile.time(stored, cosigner.publicKey());
  }

  /// Judges a checkpoint of this log.
  ///
  /// @throws IOException when the new state could not be stored; then nothing is cosigned
  Verdict add(AddCheckpoint request) throws IOException {
    Checkpoint fresh = request.checkpoint();
    if (request.note().verified(keys).isEmpty()) {
      return new Verdict.NotSigned();
    }
    if (request.old() > fresh.size()) {
      return new Verdict.Shrinks();
    }
    one.lock();
    try {
      return extend(request, fresh);
    } finally {
      one.unlock();
    }
  }

  private Verdict extend(AddCheckpoint request, Checkpoint fresh) throws IOException {
    if (uncertain) {
      throw new IOException("the state's last change is not known to be on the disk");
    }
    if (request.old() != last.size()) {
      return new Verdict.OtherSize(last.size());
    }
    if (fresh.size() == last.size() && !fresh.root().equals(last.root())) {
      return new Verdict.Forked(last.size());
    }
    var proof = new ConsistencyProof(request.old(), fresh.size(), request.proof());
    if (!proof.proves(last.root(), fresh.root())) {
      return new Verdict.NotProven();
    }
    return cosign(request.note(), fresh);
  }

  private Verdict cosign(SignedNote note, Checkpoint fresh) throws IOException {
    Instant now = clock.instant();
    Instant time = now.isBefore(lastTime) ? lastTime : now;
    NoteSignature cosignature = cosigner.cosign(note.text(), time);
    var signatures = new ArrayList<>(note.signatures());
    signatures.removeIf(signature -> keys.stream().noneMatch(signature::names));
    signatures.add(cosignature);
    file.prepare(new SignedNote(note.text(), signatures));
    uncertain = true;
    file.commit();
    uncertain = false;
    last = fresh;
    lastTime = time;
    return new Verdict.Cosigned(cosignature);
  }
}

package dev.countersign.evidence.log;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a log asks of a witness (C2SP `tlog-witness`, `add-checkpoint`): to cosign a checkpoint,
/// with the proof that it extends the one of `old` leaves.
///
/// Reading checks the form only. Immutable.
///
/// @param old leaves of the checkpoint that the witness is thought to have cosigned last; not
///   always at most those of the new one
public record AddCheckpoint(long old, List<Digest> proof, SignedNote note) {
  /// A longer request is refused.
  public static final int MAX_BYTES = SignedNote.MAX_BYTES + 4096;

  private static final String OLD = "old";

  public AddCheckpoint {
    proof = List.copyOf(proof);
  }

  /// The request for a checkpoint that extends an older one.
  public static AddCheckpoint of(ConsistencyProof proof, SignedNote note) {
    return new AddCheckpoint(proof.first(), proof.path(), note);
  }

  /// Reads a request's body; every byte must be what [#bytes()] would write.
  ///
  /// @throws MalformedProofFileException when it is not well-formed
  public static AddCheckpoint parse(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new MalformedProofFileException(
          "request length: " + body.length + " (expected: <= " + MAX_BYTES + ")");
    }
    var text = new ProofText(body);
    long old = ProofText.number("old size", ProofText.after(OLD, text.line()));
    var proof = text.hashes();
    var request = new AddCheckpoint(old, proof, text.note());
    request.checkpoint();
    return request;
  }

  /// What the note says; extension lines are passed over.
  ///
  /// @throws MalformedProofFileException when the note is no checkpoint
  public Checkpoint checkpoint() {
    try {
      return Checkpoint.parseWithExtensions(note.text());
    } catch (MalformedNoteException e) {
      throw new MalformedProofFileException(String.valueOf(e.getMessage()));
    }
  }

  /// The request's body.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return OLD + " " + old + "\n" + ProofText.lines(proof) + "\n" + note;
  }
}

package dev.countersign.audit.witness;

import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.NoteSignature;
import dev.countersign.evidence.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Checkpoints with the cosignatures that came back for them. What is stored is not believed:
/// whoever gets a note verifies it. Thread-safe.
@Component
public class Cosignatures {
  private final CosignatureTable table;

  Cosignatures(CosignatureTable table) {
    this.table = table;
  }

  /// A checkpoint's note with its cosignatures; one that just came out has none yet.
  public SignedNote with(LogCheckpoint checkpoint) {
    return with(checkpoint.note(), checkpoint.size());
  }

  /// The newest cosigned checkpoint over a leaf; of the newest ones, the one with most
  /// cosignatures.
  public Optional<SignedNote> over(long leaf) {
    return table
        .best(leaf)
        .map(stored ->
            with(SignedNote.parse(stored.note().getBytes(StandardCharsets.UTF_8)), stored.size()));
  }

  private SignedNote with(SignedNote note, long size) {
    SignedNote cosigned = note;
    for (String line : table.lines(size)) {
      cosigned = with(cosigned, line);
    }
    return cosigned;
  }

  /// A line that is none, or of a key that signed already, was put there by somebody else than this
  /// service, and is passed over.
  private static SignedNote with(SignedNote note, String line) {
    try {
      return note.with(NoteSignature.parse(line));
    } catch (MalformedNoteException e) {
      return note;
    }
  }
}

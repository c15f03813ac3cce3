package dev.countersign.audit.witness;

import dev.countersign.evidence.note.NoteSignature;

/// What came of asking a witness.
sealed interface Reply {

  /// It cosigned; the cosignature is verified.
  record Cosigned(NoteSignature signature) implements Reply {}

  /// It last cosigned a checkpoint of another size than was thought.
  record OtherSize(long size) implements Reply {}

  /// @param reason of few: it labels a metric
  record Failed(Reason reason, String detail) implements Reply {}

  /// Why there is no cosignature.
  enum Reason {
    UNREACHABLE,
    REFUSED,
    BAD_SIGNATURE,
    AHEAD,
    INTERNAL
  }
}

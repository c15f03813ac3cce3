package dev.countersign.witness;

import dev.countersign.evidence.note.NoteSignature;

/// What a witness says to a checkpoint (C2SP `tlog-witness`, `add-checkpoint`).
public sealed interface Verdict {

  /// It extends what was cosigned before; the state that says so is on the disk.
  record Cosigned(NoteSignature signature) implements Verdict {}

  /// Its origin is of no log that this witness knows.
  record UnknownLog() implements Verdict {}

  /// No key of its log signed it.
  record NotSigned() implements Verdict {}

  /// The old size is larger than the new one.
  record Shrinks() implements Verdict {}

  /// The old size is not that of the checkpoint cosigned last.
  ///
  /// @param size that one's
  record OtherSize(long size) implements Verdict {}

  /// The log signed two trees of one size: a lie.
  ///
  /// @param size of both
  record Forked(long size) implements Verdict {}

  /// It is not proven to extend the checkpoint cosigned last.
  record NotProven() implements Verdict {}
}

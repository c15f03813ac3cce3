package dev.countersign.audit.log;

import dev.countersign.evidence.record.Digest;

/// Where the log ends.
///
/// @param size how many leaves there are
/// @param root over all of them
/// @param term grows by one whenever another sequencer takes over
/// @param holder the sequencer that moved the head here
public record Head(long size, Digest root, long term, String holder) {

  /// The head behind this one, moved by a sequencer.
  Head moved(long newSize, Digest newRoot, String mover) {
    return new Head(newSize, newRoot, mover.equals(holder) ? term : term + 1, mover);
  }
}

package dev.countersign.replay.recording;

/// How the storing of a batch ended.
public sealed interface StoreOutcome {

  /// All frames of the batch are in the store.
  ///
  /// @param fresh how many of them were not there before
  record Stored(int fresh, int repeated) implements StoreOutcome {}

  /// A frame contradicts what is kept under its key, or what is kept about its call.
  ///
  /// @param position where it stands in the batch; those before it are stored, it and those after
  ///   it are not
  record Conflicting(int position, Stored before) implements StoreOutcome {}
}

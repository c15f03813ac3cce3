package dev.countersign.evidence.verify;

/// Hears how far a verification has come.
@FunctionalInterface
public interface Progress {
  /// Hears nothing.
  Progress NONE = (_, _, _) -> {};

  /// What the verifier does with the records; it goes through all of them twice.
  enum Step {
    READ,
    VERIFIED
  }

  /// Called for every record in each step; must be quick.
  ///
  /// @param expected how many records there are, if the bundle's manifest is right
  void done(Step step, long records, long expected);
}

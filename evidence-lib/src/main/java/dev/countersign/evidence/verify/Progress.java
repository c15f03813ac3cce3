package dev.countersign.evidence.verify;

/// Hears how far a verification has come.
@FunctionalInterface
public interface Progress {
  /// Hears nothing.
  Progress NONE = (_, _) -> {};

  /// Called for every record that was verified; must be quick.
  ///
  /// @param expected how many records there are, if the bundle's manifest is right
  void verified(long records, long expected);
}

package dev.countersign.evidence.verify;

import org.jspecify.annotations.Nullable;

/// One thing that the verifier found, with what should have been there and what was.
public sealed interface Finding {
  FindingKind kind();

  String expected();

  String found();

  /// About one record.
  ///
  /// @param leaf its index in the log, from 0
  /// @param place what it says about itself; absent when that cannot be read
  record OfRecord(FindingKind kind, long leaf, @Nullable Place place, String expected, String found)
      implements Finding {}

  /// About the bundle as a whole or one of its parts.
  record OfBundle(FindingKind kind, String expected, String found) implements Finding {}
}

package dev.countersign.evidence.bundle;

import java.util.List;

/// What stands in a bundle after its records. Nothing of it is verified.
///
/// @param checkpoint should be a signed note
/// @param damage what is wrong with the file itself: checksums, directory; empty in a whole file
public record BundleEnd(byte[] checkpoint, BundleKeys keys, List<String> damage) {
  public BundleEnd {
    damage = List.copyOf(damage);
  }
}

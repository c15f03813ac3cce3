package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a first reading of a bundle finds out for the second: what stands behind that which it is
/// needed for. Nothing of it is believed.
final class Hints {
  final NamedEnds ends = new NamedEnds();
  final Quarantine quarantine;
  final List<Long> checkpointSizes = new ArrayList<>();
  private final BundleKeys keys;

  Hints(BundleReader bundle, Progress progress, Findings findings) throws IOException {
    quarantine = new Quarantine(findings);
    long expected = bundle.manifest().size();
    long read = 0;
    for (var line = bundle.nextLineInPlace(); line.isPresent(); line = bundle.nextLineInPlace()) {
      ends.collect(line.get());
      quarantine.collect(line.get());
      progress.done(Progress.Step.READ, ++read, expected);
    }
    for (var note = bundle.nextCheckpoint(); note.isPresent(); note = bundle.nextCheckpoint()) {
      checkpointSizes.add(note.get().size());
    }
    keys = bundle.keys();
  }

  /// The keys that the bundle brings along.
  BundleKeys keys() {
    return keys;
  }
}

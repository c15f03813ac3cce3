package dev.countersign.evidence.bundle;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.Digest;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The first entry of a bundle: what the rest of it holds.
///
/// It is signed by nobody and only says what to expect; the checkpoint and the records decide.
///
/// @param records how many records follow, which is the `size` of the log
/// @param writers how many of them each writer wrote
/// @param checkpoint the name of the entry with the signed checkpoint
public record BundleManifest(
    int format,
    String origin,
    long size,
    Digest root,
    long records,
    SortedMap<String, Long> writers,
    String checkpoint) {
  /// The format that this version writes and reads.
  public static final int FORMAT = 1;

  public BundleManifest {
    writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
  }

  /// The manifest of a bundle of the whole log up to a checkpoint.
  public static BundleManifest of(Checkpoint checkpoint, SortedMap<String, Long> writers) {
    return new BundleManifest(
        FORMAT,
        checkpoint.origin(),
        checkpoint.size(),
        checkpoint.root(),
        checkpoint.size(),
        writers,
        checkpointName(checkpoint.size()));
  }

  static String checkpointName(long size) {
    return String.format(Locale.ROOT, "checkpoints/%020d.note", size);
  }
}

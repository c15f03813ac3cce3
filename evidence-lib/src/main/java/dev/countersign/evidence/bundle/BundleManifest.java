package dev.countersign.evidence.bundle;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.Digest;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The first entry of a bundle: what the rest of it holds.
///
/// It is signed by nobody and only says what to expect; the checkpoint and the records decide.
///
/// @param records how many lines are records; with `pruned` it is the `size` of the log
/// @param pruned how many lines are stubs of pruned records
/// @param writers how many lines, records and stubs, are of each writer
/// @param checkpoints how many checkpoints follow
/// @param policies how many policy documents follow
/// @param checkpoint the name of the entry with the newest checkpoint
/// @param timestamps how many timestamps follow; absent where none do
public record BundleManifest(
    int format,
    String origin,
    long size,
    Digest root,
    long records,
    long pruned,
    SortedMap<String, Long> writers,
    int checkpoints,
    int policies,
    String checkpoint,
    @Nullable Integer timestamps) {
  /// The format that this version writes.
  public static final int FORMAT = 2;

  /// More policy documents than this no bundle holds.
  public static final int MAX_POLICIES = BundleNames.MAX_POLICIES;

  /// The first format: no stubs, one checkpoint, no policies. It is still read.
  static final int FIRST_FORMAT = 1;

  public BundleManifest {
    writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
  }

  /// The manifest of a bundle of the whole log up to a checkpoint.
  public static BundleManifest of(
      Checkpoint checkpoint,
      long pruned,
      SortedMap<String, Long> writers,
      int checkpoints,
      int policies) {
    return new BundleManifest(
        FORMAT,
        checkpoint.origin(),
        checkpoint.size(),
        checkpoint.root(),
        checkpoint.size() - pruned,
        pruned,
        writers,
        checkpoints,
        policies,
        BundleNames.checkpoint(checkpoint.size()),
        null);
  }

  /// The same with so many timestamps.
  public BundleManifest withTimestamps(int count) {
    return new BundleManifest(
        format,
        origin,
        size,
        root,
        records,
        pruned,
        writers,
        checkpoints,
        policies,
        checkpoint,
        count == 0 ? null : (Integer) count);
  }

  /// How many timestamps follow.
  int timestampCount() {
    return timestamps == null ? 0 : timestamps;
  }

  /// What is wrong with it in itself, or nothing.
  String fault() {
    if (size < 0 || !checkpoint.equals(BundleNames.checkpoint(size))) {
      return "the checkpoint's name does not fit the size";
    }
    if (records < 0 || pruned < 0) {
      return "fewer than no records";
    }
    if (checkpoints < 1 || checkpoints > BundleNames.MAX_CHECKPOINTS) {
      return limits("checkpoints", checkpoints, 1, BundleNames.MAX_CHECKPOINTS);
    }
    if (policies < 0 || policies > BundleNames.MAX_POLICIES) {
      return limits("policies", policies, 0, BundleNames.MAX_POLICIES);
    }
    if (timestamps != null && (timestamps < 1 || timestamps > BundleNames.MAX_TIMESTAMPS)) {
      return limits("timestamps", timestamps, 1, BundleNames.MAX_TIMESTAMPS);
    }
    return "";
  }

  private static String limits(String member, long found, long least, long most) {
    return String.format(Locale.ROOT, "%s: %d (expected: %d to %d)", member, found, least, most);
  }

  /// The manifest of the first format.
  record First(
      int format,
      String origin,
      long size,
      Digest root,
      long records,
      SortedMap<String, Long> writers,
      String checkpoint) {
    BundleManifest manifest() {
      return new BundleManifest(
          format, origin, size, root, records, 0, writers, 1, 0, checkpoint, null);
    }
  }
}

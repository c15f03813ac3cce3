package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a masked view was found to be.
///
/// @param call the call whose answer it is
/// @param leaf where in the log that stands
/// @param bytes its length
/// @param policy the rules under which it was masked
/// @param holes how many holes each rule made
/// @param opened what was hidden, as far as the proof shows it
public record ViewSummary(
    String call,
    long leaf,
    long bytes,
    Digest policy,
    SortedMap<String, Long> holes,
    List<OpenedHole> opened) {

  /// A hole of which the proof shows what it hides.
  public record OpenedHole(String rule, long start, long end, String value) {}

  public ViewSummary {
    opened = List.copyOf(opened);
    holes = Collections.unmodifiableSortedMap(new TreeMap<>(holes));
  }
}

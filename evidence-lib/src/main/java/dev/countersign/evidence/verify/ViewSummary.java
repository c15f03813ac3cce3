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
/// @param places where the first [#MAX_PLACES] holes lie; none where the view is not what the proof
///   says, or longer than 256 MiB
/// @param opened what was hidden, as far as the proof shows it
public record ViewSummary(
    String call,
    long leaf,
    long bytes,
    Digest policy,
    SortedMap<String, Long> holes,
    List<PlacedHole> places,
    List<OpenedHole> opened) {

  /// How many places are listed at most.
  public static final int MAX_PLACES = 1 << 16;

  /// A hole with its place.
  ///
  /// @param path to the value in which it is
  /// @param part which part of that value; nothing where it is all of it
  public record PlacedHole(
      String path, String part, String rule, String strategy, long start, long end) {}

  /// A hole of which the proof shows what it hides.
  public record OpenedHole(String rule, long start, long end, String value) {}

  public ViewSummary {
    places = List.copyOf(places);
    opened = List.copyOf(opened);
    holes = Collections.unmodifiableSortedMap(new TreeMap<>(holes));
  }
}

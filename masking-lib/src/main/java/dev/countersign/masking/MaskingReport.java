package dev.countersign.masking;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was hidden in one body, and where: no values.
///
/// Counts and the places in the masked body may be shown. `bytesIn` and the places in the original
/// tell lengths of secrets to whoever has the masked body, so they stay in the process.
///
/// @param holes how many values each rule hid, by the rule's name; rules that hid none are left out
/// @param places where the holes lie; a value over several lines of a text can be two of them
/// @param bytesIn the length of the body before
/// @param bytesOut the length of the body after
public record MaskingReport(
    SortedMap<String, Integer> holes, HolePlaces places, long bytesIn, long bytesOut) {
  public MaskingReport {
    holes = Collections.unmodifiableSortedMap(new TreeMap<>(holes));
  }

  /// Without what tells the length of a secret.
  @Override
  public String toString() {
    return "MaskingReport[holes=" + holes + ", places=" + places + ", bytesOut=" + bytesOut + "]";
  }
}

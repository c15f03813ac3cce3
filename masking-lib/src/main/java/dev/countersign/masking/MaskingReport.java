package dev.countersign.masking;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much was hidden in one body: no values, no places, no lengths of secrets.
///
/// @param holes how many values each rule hid, by the rule's name; rules that hid none are left out
/// @param bytesIn the length of the body before
/// @param bytesOut the length of the body after
public record MaskingReport(SortedMap<String, Integer> holes, long bytesIn, long bytesOut) {
  public MaskingReport {
    holes = Collections.unmodifiableSortedMap(new TreeMap<>(holes));
  }
}

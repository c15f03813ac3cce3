package dev.countersign.masking;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts the holes of each rule in one body.
final class Tally {

  private final CompiledRules rules;
  private final int[] holes;
  private int paused;

  Tally(CompiledRules rules) {
    this.rules = rules;
    this.holes = new int[rules.size()];
  }

  void clear() {
    Arrays.fill(holes, 0);
    paused = 0;
  }

  /// What was counted so far, for [#reset].
  int[] counts() {
    return holes.clone();
  }

  /// Forgets what was counted since.
  void reset(int[] counts) {
    System.arraycopy(counts, 0, holes, 0, holes.length);
  }

  void hole(int rule) {
    if (paused == 0) {
      holes[rule]++;
    }
  }

  /// Counts nothing while something is only looked at; may be nested.
  void pause(boolean more) {
    paused += more ? 1 : -1;
  }

  SortedMap<String, Integer> byName() {
    SortedMap<String, Integer> named = new TreeMap<>();
    for (int rule = 0; rule < holes.length; rule++) {
      if (holes[rule] > 0) {
        named.merge(rules.name(rule), holes[rule], Integer::sum);
      }
    }
    return named;
  }
}

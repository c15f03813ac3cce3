package dev.countersign.masking.pattern;

import dev.countersign.masking.detect.Text;
import java.util.Arrays;

/// The matches of an automaton that are under way at the end of a text: of those in one state only
/// the first matters, so that there are never more than the automaton has states.
final class AliveMatches {

  private final PatternTables.Dfa matches;
  private int[] states = new int[4];
  private int[] begins = new int[4];
  private final int[] seenAt;
  private int count;

  AliveMatches(PatternTables.Dfa matches) {
    this.matches = matches;
    this.seenAt = new int[matches.accepts().length];
  }

  /// Where the first of them begins, or the end of the text.
  int first(Text text) {
    byte[] bytes = text.bytes();
    count = 0;
    Arrays.fill(seenAt, -1);
    for (int i = text.begin(); i < text.end(); i++) {
      step(bytes[i] & 0xff, i);
    }
    return count == 0 ? text.end() : begins[0];
  }

  /// Goes on with all and with one that begins here; they stay in the order of their begins.
  private void step(int b, int at) {
    int before = count;
    count = 0;
    for (int i = 0; i < before; i++) {
      keep(matches.next()[states[i] << 8 | b], begins[i], at);
    }
    keep(matches.next()[1 << 8 | b], at, at);
  }

  private void keep(int state, int begin, int at) {
    if (state == 0 || seenAt[state] == at) {
      return;
    }
    seenAt[state] = at;
    if (count == states.length) {
      states = Arrays.copyOf(states, 2 * count);
      begins = Arrays.copyOf(begins, 2 * count);
    }
    states[count] = state;
    begins[count++] = begin;
  }
}

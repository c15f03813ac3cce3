package dev.countersign.masking.path;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All paths of a policy as one bit-parallel automaton. Immutable.
///
/// A path of *n* steps owns *n + 1* bits; bit *i* of it is set where its first *i* steps have been
/// taken. Going to a member or an element is a shift of the bits whose step takes it, beside the
/// bits that stay because their step descends. A state is [#words] longs in an array of the
/// caller's.
public final class PathSet {

  private final int words;
  private final long[] start;
  private final long[] descends;
  private final long[] takesAll;
  private final long[] accepts;
  private final int[] ruleOfBit;
  private final NameTable names;
  private final long[][] takesName;
  private final Map<Integer, long[]> takesIndex = new HashMap<>();

  /// @param paths the paths
  /// @param rules the rule of each path, ascending
  public PathSet(List<JsonPath> paths, int[] rules) {
    int bits = paths.stream().mapToInt(path -> path.steps().size() + 1).sum();
    words = (bits + 63) / 64;
    start = new long[words];
    descends = new long[words];
    takesAll = new long[words];
    accepts = new long[words];
    ruleOfBit = new int[bits];
    Map<String, long[]> byName = new HashMap<>();
    int bit = 0;
    for (int i = 0; i < paths.size(); i++) {
      set(start, bit);
      for (JsonPath.Step step : paths.get(i).steps()) {
        add(step, bit++, byName);
      }
      set(accepts, bit);
      ruleOfBit[bit++] = rules[i];
    }
    List<String> sorted = byName.keySet().stream().sorted().toList();
    names = new NameTable(sorted.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList());
    takesName = sorted.stream().map(byName::get).toArray(long[][]::new);
  }

  private void add(JsonPath.Step step, int bit, Map<String, long[]> byName) {
    if (step.descends()) {
      set(descends, bit);
    }
    if (step.name() != null) {
      set(byName.computeIfAbsent(step.name(), _ -> new long[words]), bit);
    } else if (step.index() >= 0) {
      set(takesIndex.computeIfAbsent(step.index(), _ -> new long[words]), bit);
    } else {
      set(takesAll, bit);
    }
  }

  private static void set(long[] mask, int bit) {
    mask[bit >> 6] |= 1L << bit;
  }

  /// The length of a state, in longs; 0 where there are no paths.
  public int words() {
    return words;
  }

  /// Puts the root's state at `at`.
  public void begin(long[] states, int at) {
    System.arraycopy(start, 0, states, at, words);
  }

  /// Puts the state of a member of the value whose state is at `from` at `to`.
  public void member(long[] states, int from, int to, byte[] name, int off, int end, long hash) {
    int index = names.find(name, off, end, hash);
    go(states, from, to, index < 0 ? null : takesName[index]);
  }

  /// Puts the state of an element of the value whose state is at `from` at `to`.
  public void element(long[] states, int from, int to, int index) {
    go(states, from, to, takesIndex.isEmpty() ? null : takesIndex.get(index));
  }

  private void go(long[] states, int from, int to, long @Nullable [] takes) {
    long carry = 0;
    for (int i = 0; i < words; i++) {
      long now = states[from + i];
      long taken = now & (takes == null ? takesAll[i] : takesAll[i] | takes[i]);
      states[to + i] = (taken << 1) | carry | (now & descends[i]);
      carry = taken >>> 63;
    }
  }

  /// The first rule that the state at `at` selects, or `none`.
  public int rule(long[] states, int at, int none) {
    for (int i = 0; i < words; i++) {
      long accepted = states[at + i] & accepts[i];
      if (accepted != 0) {
        return ruleOfBit[(i << 6) + Long.numberOfTrailingZeros(accepted)];
      }
    }
    return none;
  }
}

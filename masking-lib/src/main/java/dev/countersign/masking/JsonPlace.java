package dev.countersign.masking;

import dev.countersign.masking.path.PathSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where in a JSON text the scanner stands, and which rule takes the value that comes next.
///
/// The state of the value that an open object or array at depth *d* is lies in slot *d - 1* of the
/// path states; that of its current member or element in slot *d*.
final class JsonPlace {

  private static final int INITIAL = 16;

  private final PathSet paths;
  private final int words;

  private int depth;
  private boolean[] array = new boolean[INITIAL];
  private int[] index = new int[INITIAL];
  private int[] rule = new int[INITIAL];
  private @Nullable KeySet[] keys = new @Nullable KeySet[INITIAL];
  private long[] states;
  private int valueRule;

  JsonPlace(CompiledRules rules) {
    this.paths = rules.paths();
    this.words = paths.words();
    this.states = new long[INITIAL * words];
    begin();
  }

  /// Before the root value.
  void begin() {
    depth = 0;
    paths.begin(states, 0);
    valueRule = words == 0 ? CompiledRules.NONE : paths.rule(states, 0, CompiledRules.NONE);
  }

  int depth() {
    return depth;
  }

  boolean inArray() {
    return array[depth];
  }

  /// The rule for the value that comes next, or [CompiledRules#NONE].
  int valueRule() {
    return valueRule;
  }

  /// Goes into the object or array that begins.
  void open(boolean asArray) {
    if (++depth == array.length) {
      grow();
    }
    array[depth] = asArray;
    index[depth] = -1;
    rule[depth] = valueRule;
    if (!asArray) {
      names().clear();
    }
  }

  void close() {
    depth--;
  }

  /// The names of the innermost object.
  KeySet names() {
    KeySet names = keys[depth];
    if (names == null) {
      names = new KeySet();
      keys[depth] = names;
    }
    return names;
  }

  /// Goes to the next element of the innermost array.
  void element() {
    valueRule = rule[depth];
    if (words > 0) {
      index[depth]++;
      paths.element(states, (depth - 1) * words, depth * words, index[depth]);
      valueRule = Math.min(valueRule, paths.rule(states, depth * words, CompiledRules.NONE));
    }
  }

  /// Goes to a member of the innermost object; the name is given decoded, with the rule for it.
  void member(byte[] name, int from, int to, long hash, int ruleOfName) {
    valueRule = Math.min(rule[depth], ruleOfName);
    if (words > 0) {
      paths.member(states, (depth - 1) * words, depth * words, name, from, to, hash);
      valueRule = Math.min(valueRule, paths.rule(states, depth * words, CompiledRules.NONE));
    }
  }

  private void grow() {
    int size = 2 * depth;
    array = Arrays.copyOf(array, size);
    index = Arrays.copyOf(index, size);
    rule = Arrays.copyOf(rule, size);
    keys = Arrays.copyOf(keys, size);
    states = Arrays.copyOf(states, size * words);
  }
}

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
  private final Members none;

  private int depth;
  private boolean[] array = new boolean[INITIAL];
  private int[] index = new int[INITIAL];
  private int[] rule = new int[INITIAL];
  private @Nullable KeySet[] keys = new @Nullable KeySet[INITIAL];
  private @Nullable Members[] members = new @Nullable Members[INITIAL];
  private long[] states;
  private int valueRule;

  JsonPlace(CompiledRules rules, Members none) {
    this.paths = rules.paths();
    this.none = none;
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

  /// Makes ready for another body.
  void renew() {
    none.renew();
    begin();
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
    members[depth] = asArray ? null : none;
  }

  void close() {
    depth--;
  }

  /// The names of the innermost object, as far as they are known as an order of names; else null,
  /// and then [#names] has them.
  @Nullable Members members() {
    return members[depth];
  }

  /// The innermost object has these names now.
  void members(Members names) {
    members[depth] = names;
  }

  /// The names of the innermost object; from now on they are kept track of here.
  KeySet names() {
    KeySet names = keys[depth];
    if (names == null) {
      names = new KeySet();
      keys[depth] = names;
    }
    Members known = members[depth];
    if (known != null) {
      names.clear();
      known.addTo(names);
      members[depth] = null;
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

  /// Goes back to where it was before [#element].
  void elementBefore() {
    index[depth] -= words > 0 ? 1 : 0;
  }

  /// Goes to a member of the innermost object, and says which rule takes its value.
  int member(Members named) {
    valueRule = Math.min(rule[depth], named.rule());
    if (words > 0) {
      byte[] name = named.name();
      step(name, 0, name.length, named.hash());
    }
    return valueRule;
  }

  /// Goes to a member of the innermost object; the name is given decoded, with the rule for it.
  void member(byte[] name, int from, int to, long hash, int ruleOfName) {
    valueRule = Math.min(rule[depth], ruleOfName);
    if (words > 0) {
      step(name, from, to, hash);
    }
  }

  private void step(byte[] name, int from, int to, long hash) {
    paths.member(states, (depth - 1) * words, depth * words, name, from, to, hash);
    valueRule = Math.min(valueRule, paths.rule(states, depth * words, CompiledRules.NONE));
  }

  private void grow() {
    int size = 2 * depth;
    array = Arrays.copyOf(array, size);
    index = Arrays.copyOf(index, size);
    rule = Arrays.copyOf(rule, size);
    keys = Arrays.copyOf(keys, size);
    members = Arrays.copyOf(members, size);
    states = Arrays.copyOf(states, size * words);
  }
}

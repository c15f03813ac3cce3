package dev.countersign.masking;

import java.util.Arrays;

/// The objects and arrays of one event, as far as they tell which text a delta is a part of. One
/// object serves many events in turn.
///
/// The ids of an object may stand behind what they are ids of, so hashes are made of a whole event.
final class EventNodes {

  static final int NONE = -1;

  private int[] parents = new int[16];
  private int[] owners = new int[16];
  private long[] steps = new long[16];
  private long[] ids = new long[16];
  private long[] types = new long[16];
  private boolean[] arrays = new boolean[16];
  private boolean[] texts = new boolean[16];
  private boolean[] finished = new boolean[16];
  private long[] places = new long[16];
  private long[] names = new long[16];
  private int size;

  void clear() {
    size = 0;
  }

  /// Adds one inside of `parent`.
  ///
  /// @param step the hash of the name it stands under
  /// @param delta whether that name says that it is a delta
  /// @param text whether strings right inside of an array are texts
  /// @return its number; higher than its parent's
  int add(int parent, long step, boolean array, boolean delta, boolean text) {
    if (size == parents.length) {
      grow(2 * size);
    }
    int outer = parent == NONE ? NONE : owners[parent];
    parents[size] = parent;
    owners[size] = outer == NONE && delta ? parent : outer;
    steps[size] = step;
    ids[size] = 0;
    types[size] = 0;
    arrays[size] = array;
    texts[size] = text;
    finished[size] = false;
    return size++;
  }

  private void grow(int room) {
    parents = Arrays.copyOf(parents, room);
    owners = Arrays.copyOf(owners, room);
    steps = Arrays.copyOf(steps, room);
    ids = Arrays.copyOf(ids, room);
    types = Arrays.copyOf(types, room);
    arrays = Arrays.copyOf(arrays, room);
    texts = Arrays.copyOf(texts, room);
    finished = Arrays.copyOf(finished, room);
    places = Arrays.copyOf(places, room);
    names = Arrays.copyOf(names, room);
  }

  int parent(int node) {
    return parents[node];
  }

  boolean isArray(int node) {
    return arrays[node];
  }

  /// Whether strings right inside of an array are texts.
  boolean hasTexts(int node) {
    return texts[node];
  }

  /// The hash of the name a node stands under.
  long step(int node) {
    return steps[node];
  }

  /// Whether it stands inside of a delta.
  boolean isInDelta(int node) {
    return owners[node] != NONE;
  }

  /// What has the delta inside of which a node stands, or the node itself.
  int owner(int node) {
    return owners[node] == NONE ? node : owners[node];
  }

  /// Gives an object an id; their order does not matter.
  void id(int node, long name, long value) {
    ids[node] += mix(name, value);
  }

  void type(int node, long type) {
    types[node] = type;
  }

  /// Says that the texts in an object are at their end.
  void finish(int node) {
    finished[node] = true;
  }

  boolean isFinished(int node) {
    return finished[node];
  }

  /// The ids of the outermost object, or 0.
  long rootIds() {
    return size == 0 ? 0 : ids[0];
  }

  int size() {
    return size;
  }

  /// Makes the hashes, when all ids are known.
  void end() {
    for (int node = 0; node < size; node++) {
      int parent = parents[node];
      long place = parent == NONE ? 1 : places[parent];
      places[node] = mix(mix(place, steps[node]), ids[node]);
      names[node] = mix(parent == NONE ? 1 : names[parent], steps[node]);
    }
  }

  /// The hash of names and ids from the root to a node.
  long place(int node) {
    return places[node];
  }

  /// The same of a node and all around it.
  long[] places(int node) {
    long[] around = new long[8];
    int count = 0;
    for (int at = node; at != NONE; at = parents[at]) {
      if (count == around.length) {
        around = Arrays.copyOf(around, 2 * count);
      }
      around[count++] = places[at];
    }
    return Arrays.copyOf(around, count);
  }

  /// The hash of the names from the root to a string in a node.
  long names(int node, long name) {
    return mix(names[node], name);
  }

  /// The hash of the text of which a string in a node is a part.
  long key(int node, long name) {
    return mix(mix(places[node], types[node]), name);
  }

  private static long mix(long a, long b) {
    long mixed = (a ^ b >>> 31) * 0x9e37_79b9_7f4a_7c15L + b;
    mixed = (mixed ^ mixed >>> 32) * 0xbf58_476d_1ce4_e5b9L;
    return mixed ^ mixed >>> 29;
  }
}

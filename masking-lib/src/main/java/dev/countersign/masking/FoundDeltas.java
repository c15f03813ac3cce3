package dev.countersign.masking;

import java.util.Arrays;

/// The strings of one event that are parts of texts, in order. One object serves many events in
/// turn.
final class FoundDeltas {

  private static final int FIELDS = 3;

  private int[] places = new int[8 * FIELDS];
  private long[] names = new long[8];
  private int count;

  void clear() {
    count = 0;
  }

  /// Adds a string.
  ///
  /// @param from where its inside begins
  /// @param node the object or array it stands in, or [EventNodes#NONE]
  /// @param name the hash of the name it stands under
  void add(int from, int to, int node, long name) {
    if (count == names.length) {
      places = Arrays.copyOf(places, 2 * FIELDS * count);
      names = Arrays.copyOf(names, 2 * count);
    }
    places[FIELDS * count] = from;
    places[FIELDS * count + 1] = to;
    places[FIELDS * count + 2] = node;
    names[count++] = name;
  }

  int count() {
    return count;
  }

  /// Where the inside of a string begins.
  int from(int delta) {
    return places[FIELDS * delta];
  }

  int to(int delta) {
    return places[FIELDS * delta + 1];
  }

  /// The object or array it stands in, or [EventNodes#NONE].
  int node(int delta) {
    return places[FIELDS * delta + 2];
  }

  /// The hash of the name it stands under.
  long name(int delta) {
    return names[delta];
  }
}

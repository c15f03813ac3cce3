package dev.countersign.masking;

import java.io.IOException;
import java.util.Arrays;

/// Keeps changes that come in order, to give them away as often as wanted. One object serves many
/// texts in turn.
final class Hits implements Edits {

  private int[] places = new int[24];
  private byte[][] texts = new byte[8][];
  private int size;

  @Override
  public void replace(int start, int end, byte[] text, int rule) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
      places = Arrays.copyOf(places, 3 * texts.length);
    }
    places[3 * size] = start;
    places[3 * size + 1] = end;
    places[3 * size + 2] = rule;
    texts[size++] = text;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Whether nothing is left at `at`, where a text begins.
  boolean beginsAt(int at) {
    return size > 0 && places[0] == at && texts[0].length == 0;
  }

  void giveTo(Edits edits) throws IOException {
    for (int i = 0; i < size; i++) {
      edits.replace(places[3 * i], places[3 * i + 1], texts[i], places[3 * i + 2]);
    }
  }

  int size() {
    return size;
  }

  int start(int i) {
    return places[3 * i];
  }

  int end(int i) {
    return places[3 * i + 1];
  }

  /// The rule of a change.
  int rule(int i) {
    return places[3 * i + 2];
  }

  /// What is put in the place of what lies between.
  byte[] text(int i) {
    return texts[i];
  }

  /// Leaves only the first ones.
  void cut(int newSize) {
    size = newSize;
  }

  /// Takes the changes of another list as well, both in order; where some overlap, the one that
  /// begins first, and of several the longest, takes the place of all.
  void merge(Hits other, Hits scratch) {
    scratch.clear();
    int i = 0;
    int j = 0;
    while (i < size || j < other.size) {
      boolean own = j == other.size || (i < size && isBefore(i, other, j));
      scratch.add(own ? this : other, own ? i++ : j++);
    }
    swap(scratch);
  }

  private void swap(Hits other) {
    int[] itsPlaces = other.places;
    byte[][] itsTexts = other.texts;
    int itsSize = other.size;
    other.places = places;
    other.texts = texts;
    other.size = size;
    places = itsPlaces;
    texts = itsTexts;
    size = itsSize;
  }

  private boolean isBefore(int i, Hits other, int j) {
    int start = places[3 * i];
    int otherStart = other.places[3 * j];
    return start < otherStart
        || (start == otherStart && places[3 * i + 1] >= other.places[3 * j + 1]);
  }

  private void add(Hits from, int i) {
    int start = from.places[3 * i];
    int end = from.places[3 * i + 1];
    int last = 3 * size - 2;
    if (size > 0 && start < places[last]) {
      places[last] = Math.max(places[last], end);
    } else {
      replace(start, end, from.texts[i], from.places[3 * i + 2]);
    }
  }

  void clear() {
    size = 0;
  }
}

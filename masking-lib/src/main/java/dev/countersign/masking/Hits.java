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

  void giveTo(Edits edits) throws IOException {
    for (int i = 0; i < size; i++) {
      edits.replace(places[3 * i], places[3 * i + 1], texts[i], places[3 * i + 2]);
    }
  }

  void clear() {
    size = 0;
  }
}

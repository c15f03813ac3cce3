package dev.countersign.masking.path;

import java.util.Arrays;
import java.util.List;

/// A set of names that finds the place of a name in it without making a string. Immutable.
public final class NameTable {

  private final byte[][] names;
  private final int[] slots;

  /// @param names different names
  public NameTable(List<byte[]> names) {
    this.names = names.toArray(byte[][]::new);
    this.slots = new int[Math.max(4, Integer.highestOneBit(Math.max(1, names.size())) * 4)];
    for (int i = 0; i < this.names.length; i++) {
      byte[] name = this.names[i];
      int slot = slot(NameHash.of(name, 0, name.length));
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
  }

  /// The place of a name in the list, or -1. `hash` is the name's [NameHash].
  public int find(byte[] bytes, int from, int to, long hash) {
    for (int slot = slot(hash); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      byte[] name = names[slots[slot] - 1];
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & (slots.length - 1);
  }
}

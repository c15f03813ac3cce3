package dev.countersign.masking;

import java.util.Arrays;

/// The hashes of the member names of one open object. One object serves many in turn.
///
/// Few names are compared one by one, more by a table, which is small again for the next object.
final class KeySet {

  private static final int FEW = 8;
  private static final int KEPT_CAPACITY = 64;

  private long[] hashes = new long[FEW];
  private int[] table = {};
  private int size;
  private boolean tabled;
  private int masked;

  int size() {
    return size;
  }

  /// The number of the next masked name of this object, from 1.
  int nextMasked() {
    return ++masked;
  }

  void clear() {
    if (hashes.length > KEPT_CAPACITY) {
      hashes = new long[FEW];
      table = new int[] {};
    }
    size = 0;
    tabled = false;
    masked = 0;
  }

  /// Adds a hash; false where it is in the set already.
  boolean add(long hash) {
    return size < FEW ? addToFew(hash) : addToMany(hash);
  }

  private boolean addToFew(long hash) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return false;
      }
    }
    hashes[size++] = hash;
    return true;
  }

  private boolean addToMany(long hash) {
    if (!tabled || size == hashes.length) {
      grow();
    }
    int slot = slot(hash);
    if (table[slot] != 0) {
      return false;
    }
    hashes[size++] = hash;
    table[slot] = size;
    return true;
  }

  private void grow() {
    tabled = true;
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    int capacity = 4 * hashes.length;
    if (table.length < capacity) {
      table = new int[capacity];
    } else {
      Arrays.fill(table, 0);
    }
    for (int i = 0; i < size; i++) {
      table[slot(hashes[i])] = i + 1;
    }
  }

  /// The slot of the hash, or the free one where it belongs.
  private int slot(long hash) {
    int slot = (int) (hash >>> 32) & (table.length - 1);
    while (table[slot] != 0 && hashes[table[slot] - 1] != hash) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}

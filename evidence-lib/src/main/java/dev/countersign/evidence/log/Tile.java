package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to 256 neighbouring hashes of one level of the tree (C2SP `tlog-tiles`).
///
/// At level 0 they are leaf hashes; at level *l* each is the root of a full tile of level *l* − 1.
/// Digest *i* of tile *n* at level *l* covers the leaves from `(256n + i) · 256^l` on.
public record Tile(int level, long index, List<Digest> hashes) {

  /// How many hashes a full tile has.
  public static final int WIDTH = 256;

  /// How many levels of the binary tree a tile spans.
  static final int HEIGHT = 8;

  private static final int MAX_LEVEL = 63;

  /// @throws IllegalArgumentException when there are no hashes or more than 256
  public Tile {
    if (level < 0 || level > MAX_LEVEL) {
      throw new IllegalArgumentException("tile level: " + level + " (expected: 0 to 63)");
    }
    if (index < 0) {
      throw new IllegalArgumentException("tile index: " + index + " (expected: >= 0)");
    }
    if (hashes.isEmpty() || hashes.size() > WIDTH) {
      throw new IllegalArgumentException("tile width: " + hashes.size() + " (expected: 1 to 256)");
    }
    hashes = List.copyOf(hashes);
  }

  /// Reads a tile from its bytes, 32 for each hash.
  ///
  /// @throws IllegalArgumentException when the length is no multiple of 32 between 32 and 8192
  public static Tile parse(int level, long index, byte[] bytes) {
    if (bytes.length % Digest.LENGTH != 0) {
      throw new IllegalArgumentException(
          "tile length: " + bytes.length + " (expected: a multiple of 32)");
    }
    var hashes = new ArrayList<Digest>(bytes.length / Digest.LENGTH);
    for (int at = 0; at < bytes.length; at += Digest.LENGTH) {
      hashes.add(Digest.wrap(Arrays.copyOfRange(bytes, at, at + Digest.LENGTH)));
    }
    return new Tile(level, index, hashes);
  }

  /// The hashes one after the other, as they are stored and served.
  public byte[] bytes() {
    var bytes = new byte[hashes.size() * Digest.LENGTH];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Digest.LENGTH, Digest.LENGTH);
    }
    return bytes;
  }

  /// Whether all 256 hashes are there; only then does the tile never change again.
  public boolean full() {
    return hashes.size() == WIDTH;
  }

  /// The hash that stands for this tile one level up.
  ///
  /// @throws IllegalStateException unless the tile is full
  public Digest root() {
    if (!full()) {
      throw new IllegalStateException("tile width: " + hashes.size() + " (expected: 256)");
    }
    return subtree(0, HEIGHT);
  }

  /// The root of the `2^height` hashes from position `from` on.
  Digest subtree(int from, int height) {
    if (height == 0) {
      return hashes.get(from);
    }
    int half = 1 << (height - 1);
    return TreeHash.node(subtree(from, height - 1), subtree(from + half, height - 1));
  }

  /// Where the tile is served, below the log's prefix: `tile/<level>/<index>[.p/<width>]`.
  public String path() {
    return new TilePath(level, index, hashes.size()).text();
  }
}

package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Sha256;

/// The hash functions of the Merkle tree (RFC 9162 §2.1.1).
///
/// Leaves and nodes are hashed under different prefixes, so neither can be passed off as the other.
public final class TreeHash {
  private static final byte LEAF_PREFIX = 0x00;
  private static final byte NODE_PREFIX = 0x01;
  private static final Digest EMPTY_TREE = Digest.of();

  private TreeHash() {}

  /// The hash of a leaf: SHA-256(0x00 ‖ entry).
  public static Digest leaf(byte[] entry) {
    return leaf(new Sha256(), entry);
  }

  /// The same, by this digester.
  public static Digest leaf(Sha256 sha, byte[] entry) {
    return leaf(sha, entry, 0, entry.length);
  }

  /// The hash of a leaf that is a part of these bytes.
  public static Digest leaf(Sha256 sha, byte[] bytes, int from, int to) {
    return sha.of(LEAF_PREFIX, bytes, from, to);
  }

  /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
  public static Digest node(Digest left, Digest right) {
    return node(new Sha256(), left, right);
  }

  static Digest node(Sha256 sha, Digest left, Digest right) {
    return sha.of(NODE_PREFIX, left, right);
  }

  /// The root of the tree that has no leaves: SHA-256 of nothing.
  public static Digest emptyTree() {
    return EMPTY_TREE;
  }
}

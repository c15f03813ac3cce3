package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Sha256;
import java.util.ArrayDeque;
import java.util.Deque;

/// The right-hand edge of a Merkle tree: the roots of the perfect subtrees its leaves fall into.
///
/// It is all that is needed to append and to compute the root: at most 63 hashes, however many
/// leaves there are. Not safe for use by several threads.
public final class Frontier {

  private record Subtree(int height, Digest hash) {}

  /// Smallest, right-most subtree first; heights strictly increase.
  private final Deque<Subtree> subtrees = new ArrayDeque<>();

  private final Sha256 sha;
  private long size;

  /// The frontier of the empty tree.
  public Frontier() {
    this(new Sha256());
  }

  /// The frontier of the empty tree, which hashes with this digester.
  public Frontier(Sha256 sha) {
    this.sha = sha;
  }

  /// How many leaves were appended.
  public long size() {
    return size;
  }

  /// Adds the next leaf.
  public void append(Digest leaf) {
    append(0, leaf);
  }

  /// Adds a perfect subtree of `2^height` leaves to the right of what is there.
  ///
  /// @throws IllegalArgumentException when the tree already ends in a smaller subtree
  void append(int height, Digest root) {
    if (Long.numberOfTrailingZeros(size) < height && size != 0) {
      throw new IllegalArgumentException(
          "subtree height: " + height + " (expected: at most " + subtrees.element().height() + ")");
    }
    var subtree = new Subtree(height, root);
    while (!subtrees.isEmpty() && subtrees.element().height() == subtree.height()) {
      subtree =
          new Subtree(
              subtree.height() + 1, TreeHash.node(sha, subtrees.remove().hash(), subtree.hash()));
    }
    subtrees.push(subtree);
    size = Math.addExact(size, 1L << height);
  }

  /// The root of the tree over all leaves appended so far: MTH of RFC 9162 §2.1.1.
  public Digest root() {
    Digest root = null;
    for (var subtree : subtrees) {
      root = root == null ? subtree.hash() : TreeHash.node(sha, subtree.hash(), root);
    }
    return root == null ? TreeHash.emptyTree() : root;
  }
}

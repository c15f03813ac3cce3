package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.List;

/// Proof that the tree of `first` leaves is the beginning of the tree of `second` leaves (RFC 9162
/// §2.1.4): between the two checkpoints nothing was changed, removed or put in between.
public record ConsistencyProof(long first, long second, List<Digest> path) {

  /// @throws IllegalArgumentException unless 0 ≤ `first` ≤ `second`
  public ConsistencyProof {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException(
          "first size: " + first + " (expected: 0 to " + second + ")");
    }
    path = List.copyOf(path);
  }

  /// Whether the tree with the second root extends the tree with the first root.
  ///
  /// Every tree extends the empty tree and itself, by an empty path.
  public boolean proves(Digest firstRoot, Digest secondRoot) {
    if (first == second) {
      return path.isEmpty() && firstRoot.equals(secondRoot);
    }
    if (first == 0) {
      return path.isEmpty() && firstRoot.equals(TreeHash.emptyTree());
    }
    return foldsTo(firstRoot, secondRoot);
  }

  /// The algorithm of RFC 9162 §2.1.4.2: climbs both trees at once.
  private boolean foldsTo(Digest firstRoot, Digest secondRoot) {
    var nodes = new ArrayList<Digest>(path.size() + 1);
    if (Long.bitCount(first) == 1) {
      nodes.add(firstRoot);
    }
    nodes.addAll(path);
    if (nodes.isEmpty()) {
      return false;
    }
    long shift = Long.numberOfTrailingZeros(first);
    long node = (first - 1) >>> shift;
    long last = (second - 1) >>> shift;
    Digest old = nodes.getFirst();
    Digest now = nodes.getFirst();
    for (Digest hash : nodes.subList(1, nodes.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        old = TreeHash.node(hash, old);
        now = TreeHash.node(hash, now);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        now = TreeHash.node(now, hash);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && old.equals(firstRoot) && now.equals(secondRoot);
  }
}

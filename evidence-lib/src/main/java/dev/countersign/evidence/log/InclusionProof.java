package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.util.List;
import java.util.Optional;

/// Proof that a leaf stands at `index` in the tree of `size` leaves (RFC 9162 §2.1.3).
///
/// The path runs from the leaf's sibling up to the root's child.
public record InclusionProof(long index, long size, List<Digest> path) {

  /// @throws IllegalArgumentException unless 0 ≤ `index` < `size`
  public InclusionProof {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "leaf index: " + index + " (expected: 0 to " + (size - 1) + ")");
    }
    path = List.copyOf(path);
  }

  /// Whether the tree with this root has this leaf at this index.
  ///
  /// The root must come from a checkpoint whose signature was checked; the leaf hash must be
  /// computed from the entry's bytes. A path with too few or too many hashes proves nothing.
  public boolean proves(Digest leaf, Digest root) {
    return rootOver(leaf).filter(root::equals).isPresent();
  }

  /// The root that the path leads to, or nothing when its length does not fit (RFC 9162 §2.1.3.2).
  private Optional<Digest> rootOver(Digest leaf) {
    long node = index;
    long last = size - 1;
    Digest hash = leaf;
    for (Digest sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((node & 1) == 1 || node == last) {
        hash = TreeHash.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = TreeHash.node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 ? Optional.of(hash) : Optional.empty();
  }
}

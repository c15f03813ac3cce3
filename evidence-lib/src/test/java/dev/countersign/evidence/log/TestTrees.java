package dev.countersign.evidence.log;

import dev.countersign.evidence.record.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// Leaves for tests, and the definitions of RFC 9162 §2.1 written down as they stand there: slow
/// and plain, to compare with.
final class TestTrees {
  /// The eight leaves that implementations of RFC 6962 share as test data.
  static final List<Digest> KNOWN_LEAVES =
      List.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .stream()
          .map(entry -> TreeHash.leaf(HexFormat.of().parseHex(entry)))
          .toList();

  private TestTrees() {}

  static Digest leaf(int i) {
    return TreeHash.leaf(ByteBuffer.allocate(4).putInt(i).array());
  }

  static List<Digest> leaves(int size) {
    return IntStream.range(0, size).mapToObj(TestTrees::leaf).toList();
  }

  static Digest hex(String text) {
    return Digest.parse("sha-256:" + text);
  }

  /// MTH of §2.1.1.
  static Digest root(List<Digest> leaves) {
    if (leaves.isEmpty()) {
      return TreeHash.emptyTree();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return TreeHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /// PATH of §2.1.3.1.
  static List<Digest> inclusion(int m, List<Digest> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    List<Digest> left = leaves.subList(0, k);
    List<Digest> right = leaves.subList(k, leaves.size());
    return m < k
        ? concat(inclusion(m, left), root(right))
        : concat(inclusion(m - k, right), root(left));
  }

  /// SUBPROOF of §2.1.4.1.
  static List<Digest> consistency(int m, List<Digest> leaves, boolean whole) {
    if (m == leaves.size()) {
      return whole ? List.of() : List.of(root(leaves));
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    List<Digest> left = leaves.subList(0, k);
    List<Digest> right = leaves.subList(k, leaves.size());
    return m <= k
        ? concat(consistency(m, left, whole), root(right))
        : concat(consistency(m - k, right, false), root(left));
  }

  private static List<Digest> concat(List<Digest> path, Digest last) {
    var all = new ArrayList<>(path);
    all.add(last);
    return all;
  }
}

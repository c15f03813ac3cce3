package dev.countersign.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every proof of every tree up to 64 leaves, and what becomes of it when anything is changed.
class ProofTest {
  private static final int MAX = 64;
  private static final MemoryTiles TILES = MemoryTiles.of(MAX);
  private static final List<Digest> LEAVES = TestTrees.leaves(MAX);
  private static final List<Digest> ROOTS =
      IntStream.rangeClosed(0, MAX).mapToObj(n -> TestTrees.root(LEAVES.subList(0, n))).toList();
  private static final Digest OTHER = TestTrees.leaf(4711);

  @Test
  void everyInclusionProofIsTheOneTheRfcDefines() {
    for (int size = 1; size <= MAX; size++) {
      for (int index = 0; index < size; index++) {
        var proof = TILES.at(size).inclusion(index);
        assertThat(proof.path()).isEqualTo(TestTrees.inclusion(index, LEAVES.subList(0, size)));
        assertThat(proof.proves(LEAVES.get(index), ROOTS.get(size))).isTrue();
      }
    }
  }

  @Test
  void everyConsistencyProofIsTheOneTheRfcDefines() {
    for (int second = 1; second <= MAX; second++) {
      for (int first = 1; first <= second; first++) {
        var proof = TILES.at(second).consistency(first);
        assertThat(proof.path())
            .isEqualTo(TestTrees.consistency(first, LEAVES.subList(0, second), true));
        assertThat(proof.proves(ROOTS.get(first), ROOTS.get(second))).isTrue();
      }
    }
  }

  @Test
  void everyTreeExtendsTheEmptyOneAndItself() {
    assertThat(TILES.at(7).consistency(0).proves(TreeHash.emptyTree(), ROOTS.get(7))).isTrue();
    assertThat(TILES.at(7).consistency(0).proves(OTHER, ROOTS.get(7))).isFalse();
    assertThat(TILES.at(7).consistency(7).proves(ROOTS.get(7), ROOTS.get(7))).isTrue();
    assertThat(TILES.at(7).consistency(7).proves(ROOTS.get(7), ROOTS.get(6))).isFalse();
    assertThat(new ConsistencyProof(0, 7, List.of(OTHER)).proves(ROOTS.get(0), ROOTS.get(7)))
        .isFalse();
  }

  @Test
  void noInclusionProofServesAnotherLeafOrRoot() {
    for (int size = 1; size <= 33; size++) {
      for (int index = 0; index < size; index++) {
        var proof = TILES.at(size).inclusion(index);
        assertThat(proof.proves(OTHER, ROOTS.get(size))).isFalse();
        assertThat(proof.proves(LEAVES.get(index), OTHER)).isFalse();
        assertThat(proof.proves(LEAVES.get(index), ROOTS.get(size - 1))).isFalse();
      }
    }
  }

  @Test
  void noInclusionProofServesAnotherIndex() {
    for (int size = 2; size <= 33; size++) {
      for (int index = 0; index < size; index++) {
        var path = TILES.at(size).inclusion(index).path();
        for (int other = 0; other < size; other++) {
          boolean holds =
              new InclusionProof(other, size, path).proves(LEAVES.get(index), ROOTS.get(size));
          assertThat(holds).as("%d as %d of %d", index, other, size).isEqualTo(index == other);
        }
      }
    }
  }

  @Test
  void noDamagedInclusionPathHolds() {
    for (int size = 1; size <= 33; size++) {
      for (int index = 0; index < size; index++) {
        for (var damaged : damaged(TILES.at(size).inclusion(index).path())) {
          assertThat(
                  new InclusionProof(index, size, damaged)
                      .proves(LEAVES.get(index), ROOTS.get(size)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void noDamagedConsistencyPathHolds() {
    for (int second = 1; second <= 33; second++) {
      for (int first = 1; first <= second; first++) {
        for (var damaged : damaged(TILES.at(second).consistency(first).path())) {
          assertThat(
                  new ConsistencyProof(first, second, damaged)
                      .proves(ROOTS.get(first), ROOTS.get(second)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void noConsistencyProofServesOtherSizesOrRoots() {
    for (int second = 2; second <= 33; second++) {
      for (int first = 1; first < second; first++) {
        var path = TILES.at(second).consistency(first).path();
        assertThat(new ConsistencyProof(first, second, path).proves(OTHER, ROOTS.get(second)))
            .isFalse();
        assertThat(new ConsistencyProof(first, second, path).proves(ROOTS.get(first), OTHER))
            .isFalse();
        for (int other = 1; other <= second; other++) {
          boolean holds =
              new ConsistencyProof(other, second, path).proves(ROOTS.get(other), ROOTS.get(second));
          assertThat(holds).as("%d as %d of %d", first, other, second).isEqualTo(first == other);
        }
      }
    }
  }

  @Test
  void aForkedTreeHasNoConsistencyProof() {
    var fork = new ArrayList<>(LEAVES.subList(0, 20));
    fork.set(3, OTHER);
    var path = TestTrees.consistency(13, fork, true);
    assertThat(new ConsistencyProof(13, 20, path).proves(ROOTS.get(13), TestTrees.root(fork)))
        .isFalse();
  }

  @Test
  void refusesIndexesAndSizesOutsideTheTree() {
    assertThatThrownBy(() -> TILES.at(5).inclusion(5)).hasMessageContaining("leaf index: 5");
    assertThatThrownBy(() -> TILES.at(5).inclusion(-1)).hasMessageContaining("leaf index: -1");
    assertThatThrownBy(() -> TILES.at(0).inclusion(0)).hasMessageContaining("leaf index: 0");
    assertThatThrownBy(() -> TILES.at(5).consistency(6)).hasMessageContaining("first size: 6");
    assertThatThrownBy(() -> TILES.at(5).consistency(-1)).hasMessageContaining("first size: -1");
    assertThatThrownBy(() -> TILES.at(-1)).hasMessageContaining("tree size: -1");
  }

  /// One hash changed, left out, doubled, swapped with its neighbour, or added at an end.
  private static List<List<Digest>> damaged(List<Digest> path) {
    var all = new ArrayList<List<Digest>>();
    all.add(Stream.concat(path.stream(), Stream.of(OTHER)).toList());
    all.add(Stream.concat(Stream.of(OTHER), path.stream()).toList());
    for (int i = 0; i < path.size(); i++) {
      all.add(edited(path, i, 1, List.of(OTHER)));
      all.add(edited(path, i, 1, List.of()));
      all.add(edited(path, i, 0, List.of(path.get(i))));
      if (i + 1 < path.size()) {
        all.add(edited(path, i, 2, List.of(path.get(i + 1), path.get(i))));
      }
    }
    return all;
  }

  private static List<Digest> edited(List<Digest> path, int at, int count, List<Digest> in) {
    var copy = new ArrayList<>(path);
    copy.subList(at, at + count).clear();
    copy.addAll(at, in);
    return copy;
  }
}

package dev.countersign.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.Digest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A tree large enough to have three levels of tiles.
class TileTreeTest {
  private static final int SIZE = 70_000;
  private static final MemoryTiles TILES = MemoryTiles.of(SIZE);

  @Test
  void storesTheTilesThatTheSpecificationCounts() {
    assertThat(count(0)).isEqualTo(273);
    assertThat(count(1)).isEqualTo(1);
    assertThat(count(2)).isZero();
    assertThat(new RightEdge(SIZE, TILES, TILES).partial(0)).hasSize(112);
    assertThat(new RightEdge(SIZE, TILES, TILES).partial(1)).hasSize(17);
    assertThat(new RightEdge(SIZE, TILES, TILES).partial(2)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, SIZE})
  void hasTheRootOfItsLeavesAtEverySize(int size) {
    Digest root = TestTrees.root(TILES.leaves.subList(0, size));
    assertThat(TILES.at(size).root()).isEqualTo(root);
    assertThat(TreeBuilder.resume(size, TILES, TILES).root()).isEqualTo(root);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 256",
    "255, 256",
    "256, 257",
    "300, 70000",
    "65535, 65536",
    "65536, 65537",
    "0, 70000",
    "69999, 70000",
    "65700, 70000"
  })
  void provesInclusionAsTheRfcDefines(int index, int size) {
    var proof = TILES.at(size).inclusion(index);
    assertThat(proof.path()).isEqualTo(TestTrees.inclusion(index, TILES.leaves.subList(0, size)));
    assertThat(proof.proves(TILES.leaves.get(index), TILES.at(size).root())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 70000",
    "255, 256",
    "256, 257",
    "256, 70000",
    "65535, 65537",
    "65536, 70000",
    "65793, 70000",
    "69999, 70000"
  })
  void provesConsistencyAsTheRfcDefines(int first, int second) {
    var proof = TILES.at(second).consistency(first);
    assertThat(proof.path())
        .isEqualTo(TestTrees.consistency(first, TILES.leaves.subList(0, second), true));
    assertThat(proof.proves(TILES.at(first).root(), TILES.at(second).root())).isTrue();
  }

  @Test
  void readsAtMostTwoTilesALevel() {
    for (int index : new int[] {0, 1000, 65_535, 65_536, 69_999}) {
      TILES.reads = 0;
      TILES.at(SIZE).inclusion(index);
      TILES.at(SIZE).root();
      assertThat(TILES.reads).as("index %d", index).isLessThanOrEqualTo(6 + 3);
    }
  }

  @Test
  void goesOnWhereItWasLeft() {
    var tiles = MemoryTiles.of(0);
    for (int i = 0; i < 1100; i++) {
      tiles.append(TreeBuilder.resume(i, tiles, tiles), TestTrees.leaf(i));
    }
    assertThat(tiles.at(1100).root()).isEqualTo(TestTrees.root(TestTrees.leaves(1100)));
    assertThat(tiles.tiles.keySet()).hasSize(4);
  }

  @Test
  void aDamagedTileLeadsToAnotherRoot() {
    var tiles = MemoryTiles.of(600);
    Digest root = tiles.at(600).root();
    Collections.swap(tiles.leaves, 599, 598);
    assertThat(tiles.at(600).root()).isNotEqualTo(root);
    var proof = tiles.at(600).inclusion(3);
    assertThat(proof.proves(TestTrees.leaf(3), root)).isFalse();
  }

  @Test
  void refusesAStoreThatReturnsTooLittle() {
    LeafHashes one = (_, _) -> List.of(TestTrees.leaf(0));
    assertThatThrownBy(() -> TreeBuilder.resume(2, TILES, one))
        .hasMessage("hashes at level 0: 1 (expected: 2)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 273, 112, tile/0/273.p/112",
    "1, 1234067, 256, tile/1/x001/x234/067",
    "2, 1000, 1, tile/2/x001/000.p/1"
  })
  void namesTilesAsTheSpecificationDoes(int level, long index, int width, String path) {
    assertThat(new Tile(level, index, TestTrees.leaves(width)).path()).isEqualTo(path);
  }

  @Test
  void refusesTilesOfAnotherShape() {
    assertThatThrownBy(() -> Tile.parse(0, 0, new byte[0])).hasMessageContaining("width: 0");
    assertThatThrownBy(() -> Tile.parse(0, 0, new byte[33])).hasMessageContaining("length: 33");
    assertThatThrownBy(() -> Tile.parse(0, 0, new byte[257 * 32]))
        .hasMessageContaining("width: 257");
    assertThatThrownBy(() -> Tile.parse(64, 0, new byte[32])).hasMessageContaining("level: 64");
    assertThatThrownBy(() -> Tile.parse(0, -1, new byte[32])).hasMessageContaining("index: -1");
    assertThatThrownBy(() -> Tile.parse(0, 0, new byte[32]).root())
        .hasMessageContaining("width: 1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256",
    "0, 272, 256",
    "0, 273, 112",
    "0, 273, 1",
    "0, 5, 17",
    "1, 0, 256",
    "1, 1, 17",
    "1, 1, 3",
    "2, 0, 1"
  })
  void servesEachTileOfTheSpecificationsTree(int level, long index, int width) {
    var tile = TILES.at(SIZE).tile(level, index, width).orElseThrow();
    assertThat(tile.hashes()).hasSize(width);
    long leaves = 1L << (8 * level);
    for (int i = 0; i < width; i += 50) {
      int from = (int) ((index * 256 + i) * leaves);
      assertThat(tile.hashes().get(i))
          .isEqualTo(TestTrees.root(TILES.leaves.subList(from, (int) (from + leaves))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 273, 113",
    "0, 273, 256",
    "0, 274, 1",
    "1, 1, 18",
    "1, 2, 1",
    "2, 0, 2",
    "3, 0, 1",
    "63, 0, 1",
    "0, 999999999999999999, 256",
    "7, 72057594037927936, 1"
  })
  void servesNoTileBeyondTheTree(int level, long index, int width) {
    assertThat(TILES.at(SIZE).tile(level, index, width)).isEmpty();
  }

  private static long count(int level) {
    return TILES.tiles.keySet().stream().filter(position -> position.level() == level).count();
  }
}

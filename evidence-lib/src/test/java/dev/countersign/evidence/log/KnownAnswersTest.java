package dev.countersign.evidence.log;

import static dev.countersign.evidence.log.TestTrees.KNOWN_LEAVES;
import static dev.countersign.evidence.log.TestTrees.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The published vectors for the tree of eight leaves.
class KnownAnswersTest {
  private static final List<Digest> ROOTS =
      List.of(
          hex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
          hex("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
          hex("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
          hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
          hex("4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
          hex("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
          hex("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
          hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"));

  @Test
  void theEmptyTreeHashesToTheDigestOfNothing() {
    assertThat(new Frontier().root())
        .isEqualTo(hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @Test
  void theRootsOfTheFirstEightTreesArePublished() {
    var frontier = new Frontier();
    for (int size = 1; size <= 8; size++) {
      frontier.append(KNOWN_LEAVES.get(size - 1));
      assertThat(frontier.root()).as("size %d", size).isEqualTo(ROOTS.get(size - 1));
      assertThat(tree(size).root()).as("size %d", size).isEqualTo(ROOTS.get(size - 1));
    }
  }

  @Test
  void inclusionProofsArePublished() {
    assertThat(tree(8).inclusion(0).path())
        .containsExactly(
            hex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            hex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
    assertThat(tree(8).inclusion(5).path())
        .containsExactly(
            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
            hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(tree(3).inclusion(2).path()).containsExactly(ROOTS.get(1));
    assertThat(tree(5).inclusion(1).path())
        .containsExactly(
            ROOTS.get(0),
            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
  }

  @Test
  void consistencyProofsArePublished() {
    assertThat(tree(1).consistency(1).path()).isEmpty();
    assertThat(tree(8).consistency(1).path())
        .containsExactly(
            hex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            hex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
    assertThat(tree(8).consistency(6).path())
        .containsExactly(
            hex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
            hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            ROOTS.get(3));
    assertThat(tree(5).consistency(2).path())
        .containsExactly(
            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    assertThat(tree(7).consistency(6).path())
        .containsExactly(
            hex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
            hex("b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"),
            ROOTS.get(3));
  }

  private static TileTree tree(int size) {
    var tiles = new MemoryTiles();
    var builder = TreeBuilder.empty();
    KNOWN_LEAVES.subList(0, size).forEach(leaf -> tiles.append(builder, leaf));
    return tiles.at(size);
  }
}

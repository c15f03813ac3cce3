package dev.countersign.witness;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.log.LeafHashes;
import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TileStore;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.evidence.log.TreeBuilder;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// A log in memory that does what a test wants, a lie included.
final class TestLog implements TileStore, LeafHashes {
  static final String ORIGIN = "log.example/evidence";

  private final SigningKey key;
  private final List<Digest> leaves = new ArrayList<>();
  private final List<Tile> tiles = new ArrayList<>();

  private TestLog(SigningKey key) {
    this.key = key;
  }

  /// A log of so many leaves.
  static TestLog of(int size) {
    return new TestLog(SigningKey.generate(new SecureRandom())).grown(0, size, "leaf ");
  }

  /// Another history that this log's key signs: the same leaves up to `shared`, others from there.
  TestLog forked(int shared, int size) {
    var fork = new TestLog(key).grown(0, shared, "leaf ");
    return fork.grown(shared, size, "forged ");
  }

  private TestLog grown(int from, int to, String leaf) {
    var builder = TreeBuilder.resume(from, this, this);
    for (int i = from; i < to; i++) {
      leaves.add(TreeHash.leaf((leaf + i).getBytes(StandardCharsets.UTF_8)));
      tiles.addAll(builder.append(leaves.getLast()));
    }
    return this;
  }

  NoteKey noteKey() {
    return new NoteKey(ORIGIN, key.verification());
  }

  Checkpoint checkpoint(long size) {
    return new Checkpoint(ORIGIN, size, tree(size).root());
  }

  TileTree tree(long size) {
    return new TileTree(size, this, this);
  }

  /// The request to cosign the checkpoint of `size` by whoever cosigned the one of `old` last.
  AddCheckpoint request(long old, long size) {
    return AddCheckpoint.of(tree(size).consistency(old), checkpoint(size).sign(key));
  }

  @Override
  public Tile tile(int level, long index) {
    return tiles.stream()
        .filter(tile -> tile.level() == level && tile.index() == index)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public List<Digest> roots(int level, long from, long to) {
    var roots = new ArrayList<Digest>();
    for (long index = from; index < to; index++) {
      roots.add(tile(level, index).root());
    }
    return roots;
  }

  @Override
  public List<Digest> read(long from, long to) {
    return List.copyOf(leaves.subList((int) from, (int) to));
  }
}

package dev.countersign.masking.commit;

import java.util.Arrays;
import java.util.Optional;

/// Commits to one body while it is masked: takes its passed bytes and holes in order.
///
/// The commitment depends on the bytes and holes alone, not on how they came. Nothing is allocated
/// per segment or hole once it has served a body of the same size. Not thread-safe; [#begin] makes
/// it ready for the next body.
public final class BodyCommitter {

  private static final int SALT = 16;
  private static final int SALT_INPUT = CommitmentKey.HALF + 8;
  private static final int HOLE = 12;
  private static final int GATHERED = 8 * 1024;

  private final PolicyDigest policy;
  private final CommitmentSettings settings;
  private final int max;
  private final Sha256 leaf = new Sha256(GATHERED);
  private final Sha256 shared = new Sha256(Sha256.SHORT);
  private final Groups groups;
  private final MerkleTree tree = new MerkleTree(shared);
  private final byte[] saltInput = new byte[SALT_INPUT];
  private final byte[] hash = new byte[Sha256.LENGTH];
  private final Bytes entries = new Bytes(64 * HOLE);
  private final Bytes leaves = new Bytes(16 * Sha256.LENGTH);
  private boolean segmentOpen;
  private long segmentLength;
  private int segmentHoles;
  private long holes;
  private long bytes;

  /// @param max of how many groups and segments the hashes are kept, for a proof
  public BodyCommitter(PolicyDigest policy, CommitmentSettings settings, int max) {
    this.policy = policy;
    this.settings = settings;
    this.max = max;
    this.groups = new Groups(shared, max);
  }

  /// Begins a body under keys of its own.
  public void begin(CommitmentKey key) {
    key.copyViewKey(saltInput, 0);
    groups.begin(key, settings.holesPerGroup());
    tree.clear();
    leaves.clear();
    segmentOpen = false;
    holes = 0;
    bytes = 0;
  }

  /// Wipes the keys and what they closed: nobody can open anything with what is left.
  public void forget() {
    groups.forget();
    shared.forget();
    leaf.forget();
    Arrays.fill(saltInput, (byte) 0);
  }

  public CommitmentSettings settings() {
    return settings;
  }

  /// Takes bytes that stay as they are.
  public void passed(byte[] source, int off, int len) {
    int from = off;
    int left = len;
    while (left > 0) {
      openSegment();
      int part = (int) Math.min(left, settings.segmentBytes() - segmentLength);
      leaf.bytes(source, from, part);
      segmentLength += part;
      from += part;
      left -= part;
    }
  }

  /// Takes a hole: the value that was there, and the text that is put in its place.
  public void hole(int rule, byte[] value, int off, int len, byte[] text) {
    openSegment();
    entries.addInt(segmentLength);
    entries.addInt(text.length);
    entries.addInt(rule);
    groups.hole(value, off, len);
    leaf.bytes(text);
    segmentLength += text.length;
    segmentHoles++;
    holes++;
  }

  /// Takes more of the value of the last hole: nothing came in between.
  public void more(byte[] value, int off, int len) {
    groups.more(value, off, len);
  }

  private void openSegment() {
    if (segmentOpen) {
      if (segmentLength < settings.segmentBytes() && segmentHoles < CommitmentSettings.MAX_HOLES) {
        return;
      }
      endSegment();
    }
    Bytes.putLong(saltInput, CommitmentKey.HALF, tree.size());
    shared.begin(Sha256.SEGMENT_SALT).bytes(saltInput).end(hash, 0);
    leaf.begin(Sha256.LEAF).bytes(hash, 0, SALT);
    segmentOpen = true;
    segmentLength = 0;
    segmentHoles = 0;
    entries.clear();
  }

  private void endSegment() {
    leaf.bytes(entries.array(), 0, entries.length());
    groups.endSegment(leaf);
    leaf.u32(segmentHoles).u32(segmentLength).end(hash, 0);
    if (tree.size() < max) {
      leaves.add(hash, 0, Sha256.LENGTH);
    }
    tree.append(hash, 0);
    bytes += segmentLength;
    segmentOpen = false;
  }

  /// Ends the body.
  public BodyCommitment end() {
    if (segmentOpen) {
      endSegment();
    }
    groups.end();
    byte[] root = new byte[Sha256.LENGTH];
    tree.root(root, 0);
    shared
        .begin(Sha256.ROOT)
        .bytes(BodyCommitment.LABEL)
        .u32(settings.segmentBytes())
        .u32(settings.holesPerGroup())
        .u64(bytes)
        .u64(holes)
        .u64(tree.size())
        .bytes(policy.hash())
        .bytes(root)
        .end(root, 0);
    return new BodyCommitment(root, tree.size(), policy);
  }

  /// The proof of the body that was ended last, where all of its holes are kept.
  public Optional<MaskingProof> proof(BodyCommitment commitment, HoleTable table) {
    if (!table.isComplete() || groups.count() > max || table.size() != holes) {
      return Optional.empty();
    }
    return Optional.of(
        new MaskingProof(
            commitment,
            settings,
            bytes,
            Arrays.copyOf(saltInput, CommitmentKey.HALF),
            table,
            groups,
            Arrays.copyOf(leaves.array(), leaves.length())));
  }
}

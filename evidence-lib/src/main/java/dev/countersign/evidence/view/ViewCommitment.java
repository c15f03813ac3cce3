package dev.countersign.evidence.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.record.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A commitment worked out from a masked body and its proof alone, segment by segment.
///
/// Memory grows with the holes, not with the body. For one body.
public final class ViewCommitment {
  private static final byte[] LABEL = "countersign-masking-commitment-v1".getBytes(UTF_8);
  private static final byte[] POLICY_LABEL = "countersign-masking-policy-v1".getBytes(UTF_8);
  private static final int SALT = 16;
  private static final int BUFFER = 64 * 1024;

  /// Bytes of the masked body that belong together.
  public record Segment(long index, long start, long end) {}

  private final MaskingProof proof;
  private final InputStream view;
  private final MessageDigest digest = Digest.sha256();
  private final byte[] buffer = new byte[BUFFER];
  private final Frontier tree = new Frontier();
  private final List<Integer> firstHoles = new ArrayList<>();
  private final List<Integer> holesOfGroup = new ArrayList<>();
  private long position;
  private int hole;
  private Optional<Segment> unfit = Optional.empty();
  private Digest viewDigest = Digest.ZERO;

  private ViewCommitment(MaskingProof proof, InputStream view) {
    this.proof = proof;
    this.view = view;
  }

  /// Works it out.
  ///
  /// @param view a body of the length that the proof says; not closed
  public static ViewCommitment of(MaskingProof proof, InputStream view) throws IOException {
    var commitment = new ViewCommitment(proof, view);
    while (commitment.position < proof.bytes() || commitment.hole < proof.holes().size()) {
      commitment.segment();
    }
    commitment.viewDigest = Digest.wrap(commitment.digest.digest());
    return commitment;
  }

  private void segment() throws IOException {
    long index = tree.size();
    long start = position;
    int first = hole;
    Hashing leaf = Hashing.leaf().bytes(salt(index));
    while (position - start < proof.segmentBytes() && hole - first < MaskingProof.MAX_HOLES) {
      long next = hole < proof.holes().size() ? proof.start(hole) : proof.bytes();
      if (next > position) {
        take(Math.min(next - position, start + proof.segmentBytes() - position), leaf);
      } else if (hole < proof.holes().size()) {
        take(proof.length(hole++), leaf);
      } else {
        break;
      }
    }
    for (int i = first; i < hole; i++) {
      leaf.u32(proof.start(i) - start).u32(proof.length(i)).u32(proof.holes().get(i)[2]);
    }
    groups(first, hole - first, leaf);
    end(new Segment(index, start, position), leaf.u32(hole - first).u32(position - start).end());
  }

  private byte[] salt(long segment) {
    byte[] salt = Hashing.segmentSalt().bytes(proof.viewKey().bytes()).u64(segment).end().bytes();
    return Arrays.copyOf(salt, SALT);
  }

  private void take(long count, Hashing leaf) throws IOException {
    long left = count;
    while (left > 0) {
      int read = view.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException(
            "masked view: ends at " + position + " (expected: " + proof.bytes() + ")");
      }
      digest.update(buffer, 0, read);
      leaf.bytes(buffer, read);
      left -= read;
      position += read;
    }
  }

  private void groups(int first, int holes, Hashing leaf) {
    for (int from = 0; from < holes; from += proof.holesPerGroup()) {
      int group = holesOfGroup.size();
      firstHoles.add(first + from);
      holesOfGroup.add(Math.min(proof.holesPerGroup(), holes - from));
      if (group < proof.groups().size()) {
        leaf.bytes(proof.groups().get(group).bytes());
      }
    }
  }

  private void end(Segment segment, Digest leaf) {
    tree.append(leaf);
    if (unfit.isEmpty()
        && segment.index() < proof.leaves().size()
        && !Arrays.equals(proof.leaves().get((int) segment.index()).bytes(), leaf.bytes())) {
      unfit = Optional.of(segment);
    }
  }

  /// The digest of the masked body.
  public Digest view() {
    return viewDigest;
  }

  /// How many segments there are.
  public long segments() {
    return tree.size();
  }

  /// How many groups there are; the proof may have another number.
  public int groups() {
    return holesOfGroup.size();
  }

  /// The first hole of a group.
  public int firstHole(int group) {
    return firstHoles.get(group);
  }

  /// The first segment that is not the one of the proof's leaf.
  public Optional<Segment> unfit() {
    return unfit;
  }

  /// The root under a policy.
  public Digest root(Digest policy) {
    return Hashing.root()
        .bytes(LABEL)
        .u32(proof.segmentBytes())
        .u32(proof.holesPerGroup())
        .u64(position)
        .u64(proof.holes().size())
        .u64(tree.size())
        .bytes(policy.bytes())
        .bytes(tree.root().bytes())
        .end();
  }

  /// The digest of the proof's rules.
  public static Digest policy(List<MaskingProof.Rule> rules) {
    Hashing all = Hashing.policy().bytes(POLICY_LABEL).u32(rules.size());
    for (var rule : rules) {
      text(all, rule.name());
      text(all, rule.strategy());
      all.bytes(rule.definition().bytes());
    }
    return all.end();
  }

  private static void text(Hashing all, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    all.u32(bytes.length).bytes(bytes);
  }

  /// Whether an opening shows the values that its group was made of.
  public boolean opens(MaskingProof.Opening opening) {
    int group = opening.group();
    if (group >= groups() || opening.values().size() != holesOfGroup.get(group)) {
      return false;
    }
    Hashing hash = Hashing.group().bytes(opening.salt().bytes());
    opening.values().forEach(value -> hash.bytes(value.bytes()));
    opening.values().forEach(value -> hash.u64(value.length()));
    Digest opened = hash.u32(opening.values().size()).end();
    return opened.equals(Digest.wrap(proof.groups().get(group).bytes()));
  }
}

package dev.countersign.evidence.view;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.MalformedRecordException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a proof claims about a masked body. Well-formed, and nothing more: only [ViewCommitment]
/// tells whether it is true.
///
/// @param bytes the length of the masked body
/// @param viewKey the key that salts the segments
/// @param rules all rules of the policy, in order
/// @param holes start in the masked body, length and rule of each hole, in order
/// @param groups the hash of each group of hidden values
/// @param leaves the hashes of the first segments, to name the one that does not fit
public record MaskingProof(
    int format,
    Digest root,
    int segmentBytes,
    int holesPerGroup,
    long bytes,
    Base64Bytes viewKey,
    List<Rule> rules,
    List<long[]> holes,
    List<Base64Bytes> groups,
    List<Base64Bytes> leaves,
    @Nullable List<Opening> openings) {

  /// The longest proof that is read.
  public static final int MAX_BYTES = 64 << 20;

  static final int MAX_HOLES = 4096;

  private static final int FORMAT = 1;
  private static final int SALT = 16;

  /// A rule: its name, what it does, and the hash of all it is made of.
  public record Rule(String name, String strategy, Digest definition) {}

  /// The values of one group of holes, with the salt they were hashed under.
  public record Opening(int group, Base64Bytes salt, List<Base64Bytes> values) {
    public Opening {
      values = List.copyOf(values);
    }
  }

  public MaskingProof {
    rules = List.copyOf(rules);
    holes = List.copyOf(holes);
    groups = List.copyOf(groups);
    leaves = List.copyOf(leaves);
    openings = openings == null ? null : List.copyOf(openings);
  }

  /// Reads a proof.
  ///
  /// @throws MalformedProofException when the bytes are not exactly one
  public static MaskingProof read(byte[] json) {
    MaskingProof proof;
    try {
      proof = EvidenceJson.read(json, MaskingProof.class);
    } catch (MalformedRecordException e) {
      throw new MalformedProofException(String.valueOf(e.getMessage()));
    }
    proof.check();
    return proof;
  }

  private void check() {
    range("format", format, FORMAT, FORMAT);
    range("segmentBytes", segmentBytes, 64, 1 << 20);
    range("holesPerGroup", holesPerGroup, 1, MAX_HOLES);
    range("bytes", bytes, 0, Long.MAX_VALUE);
    range("viewKey length", viewKey.length(), Digest.LENGTH, Digest.LENGTH);
    checkHoles();
    groups.forEach(hash -> range("group length", hash.length(), Digest.LENGTH, Digest.LENGTH));
    leaves.forEach(hash -> range("leaf length", hash.length(), Digest.LENGTH, Digest.LENGTH));
    for (Opening opening : opened()) {
      range("group", opening.group(), 0, groups.size() - 1L);
      range("salt length", opening.salt().length(), SALT, SALT);
    }
  }

  private void checkHoles() {
    long end = 0;
    for (long[] hole : holes) {
      range("members of a hole", hole.length, 3, 3);
      range("start of a hole", hole[0], end, bytes);
      range("length of a hole", hole[1], 0, bytes - hole[0]);
      range("rule of a hole", hole[2], 0, rules.size() - 1L);
      end = hole[0] + hole[1];
    }
  }

  private static void range(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new MalformedProofException(
          what + ": " + value + " (expected: " + (min == max ? min : min + " to " + max) + ")");
    }
  }

  /// The groups that somebody opened.
  public List<Opening> opened() {
    return openings == null ? List.of() : openings;
  }

  /// Where a hole begins in the masked body.
  public long start(int hole) {
    return holes.get(hole)[0];
  }

  /// How long a hole is in the masked body.
  public long length(int hole) {
    return holes.get(hole)[1];
  }

  /// The name of the rule that made a hole.
  public String rule(int hole) {
    return ruleOf(hole).name();
  }

  /// What that rule does.
  public String strategy(int hole) {
    return ruleOf(hole).strategy();
  }

  private Rule ruleOf(int hole) {
    return rules.get((int) holes.get(hole)[2]);
  }
}

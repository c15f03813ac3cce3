package dev.countersign.masking.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What one body is committed to: a root that binds the masked body, its holes with their rules,
/// and the hidden values. Says nothing of any of them. Immutable.
public final class BodyCommitment {

  static final byte[] LABEL = "countersign-masking-commitment-v1".getBytes(UTF_8);

  private final byte[] root;
  private final long segments;
  private final PolicyDigest policy;

  BodyCommitment(byte[] root, long segments, PolicyDigest policy) {
    this.root = root;
    this.segments = segments;
    this.policy = policy;
  }

  /// SHA-256, 32 bytes.
  public byte[] root() {
    return root.clone();
  }

  /// Into how many segments the body was cut.
  public long segments() {
    return segments;
  }

  /// The rules under which the body was masked.
  public PolicyDigest policy() {
    return policy;
  }

  @Override
  public String toString() {
    return Written.digest(root);
  }
}

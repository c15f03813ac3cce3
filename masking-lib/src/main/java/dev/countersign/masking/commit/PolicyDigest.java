package dev.countersign.masking.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// What rules a policy has, as one hash: the same rules in the same order, the same hash.
/// Immutable.
public final class PolicyDigest {

  private static final byte[] LABEL = "countersign-masking-policy-v1".getBytes(UTF_8);

  /// A rule as a proof shows it.
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Shown(String name, String strategy, byte[] definition) {}

  private final List<Shown> rules;
  private final byte[] hash;

  private PolicyDigest(List<Shown> rules) {
    this.rules = rules;
    Sha256 sha = new Sha256(Sha256.SHORT).begin(Sha256.POLICY).bytes(LABEL).u32(rules.size());
    for (Shown rule : rules) {
      text(sha, rule.name());
      text(sha, rule.strategy());
      sha.bytes(rule.definition());
    }
    this.hash = sha.end();
  }

  private static void text(Sha256 sha, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    sha.u32(bytes.length).bytes(bytes);
  }

  /// The digest of rules in the order of their priority.
  public static PolicyDigest of(List<RuleDefinition> rules) {
    return new PolicyDigest(
        rules.stream().map(rule -> new Shown(rule.name(), rule.strategy(), rule.hash())).toList());
  }

  /// SHA-256, 32 bytes.
  public byte[] bytes() {
    return hash.clone();
  }

  byte[] hash() {
    return hash;
  }

  List<Shown> rules() {
    return rules;
  }

  @Override
  public String toString() {
    return Written.digest(hash);
  }
}

package dev.countersign.masking.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.StringJoiner;

/// What somebody needs besides the masked body to check its commitment: the key of the view, the
/// rules, the holes, and the hashes of the hidden values. No value and no length of one, but for
/// groups that were opened. Immutable but for those.
public final class MaskingProof {

  private final BodyCommitment commitment;
  private final CommitmentSettings settings;
  private final long bytes;
  private final byte[] viewKey;
  private final HoleTable holes;
  private final byte[] groups;
  private final int[] firstHoles;
  private final byte[] leaves;
  private final StringJoiner openings = new StringJoiner(",", ",\"openings\":[", "]");

  MaskingProof(
      BodyCommitment commitment,
      CommitmentSettings settings,
      long bytes,
      byte[] viewKey,
      HoleTable holes,
      Groups groups,
      byte[] leaves) {
    this.commitment = commitment;
    this.settings = settings;
    this.bytes = bytes;
    this.viewKey = viewKey;
    this.holes = holes;
    this.groups = groups.kept();
    this.firstHoles = groups.firstHoles();
    this.leaves = leaves;
    openings.setEmptyValue("");
  }

  /// How many groups of holes there are.
  public int groups() {
    return firstHoles.length;
  }

  /// Opens a group: shows the values that its holes hide, and the salt that proves them.
  ///
  /// @param original the body as it was before
  public MaskingProof open(int group, CommitmentKey key, byte[] original) {
    StringJoiner values = new StringJoiner(",", "[", "]");
    int end = group + 1 < firstHoles.length ? firstHoles[group + 1] : holes.size();
    for (int hole = firstHoles[group]; hole < end; hole++) {
      byte[] value =
          Arrays.copyOfRange(
              original, (int) holes.originalStart(hole), (int) holes.originalEnd(hole));
      values.add(quoted(Written.base64(value)));
    }
    openings.add(
        "{\"group\":"
            + group
            + ",\"salt\":"
            + quoted(Written.base64(Groups.salt(key, group)))
            + ",\"values\":"
            + values
            + "}");
    return this;
  }

  /// The proof as the verifier reads it.
  public byte[] json() {
    String json =
        "{\"format\":1,\"root\":"
            + quoted(commitment.toString())
            + ",\"segmentBytes\":"
            + settings.segmentBytes()
            + ",\"holesPerGroup\":"
            + settings.holesPerGroup()
            + ",\"bytes\":"
            + bytes
            + ",\"viewKey\":"
            + quoted(Written.base64(viewKey))
            + ",\"rules\":"
            + rules()
            + ",\"holes\":"
            + places()
            + ",\"groups\":"
            + hashes(groups)
            + ",\"leaves\":"
            + hashes(leaves)
            + openings
            + "}";
    return json.getBytes(UTF_8);
  }

  private String rules() {
    StringJoiner rules = new StringJoiner(",", "[", "]");
    for (PolicyDigest.Shown rule : commitment.policy().rules()) {
      rules.add(
          "{\"name\":"
              + quoted(rule.name())
              + ",\"strategy\":"
              + quoted(rule.strategy())
              + ",\"definition\":"
              + quoted(Written.digest(rule.definition()))
              + "}");
    }
    return rules.toString();
  }

  private String places() {
    StringJoiner places = new StringJoiner(",", "[", "]");
    for (int i = 0; i < holes.size(); i++) {
      long length = holes.end(i) - holes.start(i);
      places.add("[" + holes.start(i) + "," + length + "," + holes.ruleOf(i) + "]");
    }
    return places.toString();
  }

  private static String hashes(byte[] all) {
    StringJoiner hashes = new StringJoiner(",", "[", "]");
    for (int at = 0; at < all.length; at += Sha256.LENGTH) {
      hashes.add(quoted(Written.base64(Arrays.copyOfRange(all, at, at + Sha256.LENGTH))));
    }
    return hashes.toString();
  }

  // Names of rules and strategies, digests and base64 have no character that needs an escape.
  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  /// Without keys and hashes.
  @Override
  public String toString() {
    return "MaskingProof[" + commitment + "]";
  }
}
